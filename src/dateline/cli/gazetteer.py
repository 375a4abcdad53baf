"""``dateline gazetteer``: the places that names are resolved to."""

from pathlib import Path
from typing import Annotated

import typer

MOST_SHOWN = 20


def register(app: typer.Typer) -> None:
    """Add the command group to ``app``."""
    group = typer.Typer(no_args_is_help=True, help="Look places up, or bring your own gazetteer.")
    group.command("import")(import_)
    group.command()(find)
    group.command()(reset)
    app.add_typer(group, name="gazetteer")


def import_(
    source: Annotated[Path, typer.Argument(help="allCountries.zip, XX.zip or XX.txt of GeoNames, or a .csv file.")],
    alternate_names: Annotated[
        Path | None, typer.Option("--alternate-names", help="GeoNames alternateNamesV2 (.zip or .txt).")
    ] = None,
    admin1: Annotated[Path | None, typer.Option("--admin1", help="GeoNames admin1CodesASCII.txt.")] = None,
) -> None:
    """Index a gazetteer and use it from now on, beside the countries and divisions that come with Dateline.

    A GeoNames dump replaces the towns of the countries that it covers. A CSV adds places; its header has
    name, lat, lon, country, and may have admin1, feature, population, geonames_id and names (with "|").

    Example: dateline gazetteer import SY.zip --alternate-names alternateNamesV2.zip
    """
    from dateline.read.places.importing import import_gazetteer

    gazetteer = import_gazetteer(source, alternate_names, admin1)
    typer.echo(f"{gazetteer.about['places']:,} places under {gazetteer.about['names']:,} names, from {source}")


def find(
    name: Annotated[str, typer.Argument(help="A place name, in any spelling.")],
    country: Annotated[
        str | None, typer.Option("--country", help="ISO code: look there, other romanisations included.")
    ] = None,
) -> None:
    """Show the places that bear a name, the most populous first. Exit status 1 when there is none.

    Example: dateline gazetteer find "Deir Ezzor" --country SY
    """
    from dateline.read.places.home import open_gazetteer

    gazetteer = open_gazetteer()
    found = set(gazetteer.lookup(name))
    if country:
        code = country.upper()
        found = {each for each in found if each.country == code} | set(gazetteer.variants(name, code))
    if not found:
        typer.echo(f"No place is called {name!r}" + (f" in {country.upper()}" if country else ""), err=True)
        raise typer.Exit(1)
    for entry in sorted(found, key=lambda each: (-each.population, each.row))[:MOST_SHOWN]:
        division = gazetteer.admin1(entry.admin1)
        where = ", ".join(
            filter(None, [division.name if division and division.row != entry.row else "", entry.country])
        )
        point = f"{entry.lat:.4f} {entry.lon:.4f}"
        typer.echo(f"{entry.name}\t{where}\t{entry.feature}\t{point}\t{entry.population}\t{entry.geonames_id or '-'}")


def reset() -> None:
    """Go back to the gazetteer that comes with Dateline.

    Example: dateline gazetteer reset
    """
    from dateline.read.places.home import forget_user_index

    typer.echo("The imported gazetteer is removed." if forget_user_index() else "There is no imported gazetteer.")
