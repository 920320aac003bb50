"""Commands about one kind of record: `learnorg person …`, `learnorg role …`."""

from typing import Any

from typer.core import TyperGroup


class OfAKind(TyperGroup):
    """The commands about records of a kind, which know what is meant by `add`."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command of a name, as typer asks for it."""
        if args[0] == "add":
            ctx.fail(f"No such command 'add'. Did you mean `learnorg {ctx.info_name} new`?")
        return super().resolve_command(ctx, args)
