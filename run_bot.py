"""The command line: without arguments it runs the bot, with a command it does that and ends."""

import argparse
import gc
import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType
from typing import NoReturn

from bot.commands.errors import CommandError
from bot.settings import Settings, SettingsError, load_settings, unknown_variables

# Commands and their modules; only the one that is called is imported, so that light ones start fast.
COMMANDS = {
    "ask": "bot.commands.ask",
    "knowledge": "bot.commands.knowledge",
    "eligibility": "bot.commands.eligibility",
    "checklist": "bot.commands.checklist",
    "deadline": "bot.commands.deadline",
    "sources": "bot.commands.sources",
    "invite": "bot.commands.invite",
    "record": "bot.commands.record",
    "db": "bot.commands.database",
    "doctor": "bot.commands.doctor",
}
WRONG = 2


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """End with status 2."""
        raise CommandError(f"{self.prog.removeprefix('run_bot.py').strip()}: {message}".removeprefix(": "))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the arguments ask for and return the exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        called = _called(given)
        modules = dict(zip(called, _import(*(COMMANDS[name] for name in called)), strict=True))
        args = _parser(modules).parse_args(given)
        settings = load_settings()
        for name in unknown_variables():
            print(f"run_bot.py: warning: {name} is not a setting", file=sys.stderr)
        if args.command:
            return int(modules[args.command].run(args, settings))
        return _serve(settings)
    except (CommandError, SettingsError) as error:
        print(f"run_bot.py: {' '.join(str(error).split())}", file=sys.stderr)
        return WRONG


def _import(*names: str) -> list[ModuleType]:
    """Modules that are needed now; what they make stays, so looking through it for garbage would only take time."""
    gc.disable()
    try:
        return [import_module(name) for name in names]
    finally:
        gc.freeze()
        gc.enable()


def _called(given: Sequence[str]) -> Sequence[str]:
    """The command that is called; all of them when it is not clear, for the help; none to run the bot."""
    if not given:
        return ()
    return [given[0]] if given[0] in COMMANDS else [*COMMANDS]


def _parser(modules: dict[str, ModuleType]) -> Parser:
    """A parser for these commands."""
    parser = Parser(prog="run_bot.py", description="Cadre policy assistant. Without a command, run the bot.")
    if modules:
        subparsers = parser.add_subparsers(dest="command", metavar="COMMAND")
        for module in modules.values():
            module.add_parser(subparsers)
    parser.set_defaults(command=None)
    return parser


def _serve(settings: Settings) -> int:
    """Run the bot; the handlers are joined to it here."""
    serving, handlers = _import("bot.commands.serve", "handlers")
    return int(serving.serve(settings, handlers.CONVERSATIONS))


if __name__ == "__main__":
    sys.exit(main())
