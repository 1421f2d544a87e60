"""The messenger side: settings, wiring, access, rendering and delivery."""

import os

# Durations from the messenger library come as timedelta, as they will in its next major version.
os.environ.setdefault("PTB_TIMEDELTA", "1")
