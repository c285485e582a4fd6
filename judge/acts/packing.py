"""``judge packet``: what a judge needs to work anywhere, in one file; and the folder that it becomes."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import attrs

from judge.acts import naming, recording
from judge.acts.loading import Mistaken, load
from judge.files import evidence, packet
from judge.files.durable import make_folder, write_whole
from judge.record import journal, opening

SUFFIX: Final = ".packet"
_README: Final = """How to begin
============

1. Install the program: pip install judge
2. The first time only, make your key, and send the file it writes to the organizers:
       judge join {judge} --packet {name}
3. When they have sent you a newer packet, judge:
       judge score {name}
   Every mark is saved as you give it. q stops; the same command goes on where you left off.
4. At the end a file {judge}.….handover is written: send it to the organizers.
5. When the round is closed, they may send you a folder. This checks everything in it and signs that you saw it:
       judge cosign FOLDER -C {judge}

Cómo empezar
============

1. Instale el programa: pip install judge
2. Solo la primera vez, cree su clave y envíe a la organización el archivo que se escribe:
       judge join {judge} --packet {name}
3. Cuando le hayan enviado un paquete más nuevo, evalúe:
       judge score {name}
   Cada puntuación se guarda al darla. q para; el mismo comando continúa donde lo dejó.
4. Al final se escribe un archivo {judge}.….handover: envíelo a la organización.
5. Cerrada la ronda, pueden enviarle una carpeta. Esto comprueba todo lo que contiene y firma que usted lo vio:
       judge cosign CARPETA -C {judge}

Pour commencer
==============

1. Installez le programme : pip install judge
2. La première fois seulement, créez votre clé et envoyez aux organisateurs le fichier écrit :
       judge join {judge} --packet {name}
3. Quand ils vous auront envoyé un paquet plus récent, jugez :
       judge score {name}
   Chaque note est enregistrée dès que vous la donnez. q arrête ; la même commande reprend où vous étiez.
4. À la fin, un fichier {judge}.….handover est écrit : envoyez-le aux organisateurs.
5. Le tour clos, ils peuvent vous envoyer un dossier. Ceci vérifie tout ce qu'il contient et signe que vous l'avez vu :
       judge cosign DOSSIER -C {judge}
"""


@attrs.frozen
class Packed:
    """A packet that was written.

    Attributes:
        judge: for whom.
        file: where it stands.
        enrolled: whether the judge is in the roster already.
    """

    judge: str
    file: Path
    enrolled: bool


def pack(directory: Path, judges: Sequence[str], output: Path) -> list[Packed]:
    """Write a packet for each judge: the organizer's journal, what the rounds were opened with, and the judge's own journal.

    Args:
        judges: for whom; none stands for everybody of the panel and the roster.
        output: the folder for the packets.

    Raises:
        Refused: if the record is not whole.
        Mistaken: if there is no such judge.
    """
    record = recording.read(directory)
    known = sorted(
        {*record.audit.keys, *(j.id for each in record.audit.openings.values() for j in each.challenge.judges)}
    )
    if not known:
        known = _declared(directory, record)
    for each in judges:
        if known and each not in known:
            raise Mistaken(f"there is no judge `{each}`; judges: {', '.join(known)}")
    made = []
    make_folder(output)
    for judge in judges or known:
        own = (journal.ORGANIZER, journal.of_judge(judge))
        files = {
            f"{recording.FOLDER}/{path}": data
            for path, data in record.audit.files.items()
            if path in own or path.startswith(f"{opening.FOLDER}/")
        }
        name = f"{judge}{SUFFIX}"
        files["README.txt"] = _README.format(judge=judge, name=name).encode()
        write_whole(output / name, packet.pack(files))
        made.append(Packed(judge, output / name, judge in record.audit.keys))
    return made


def _declared(directory: Path, record: recording.Record) -> list[str]:
    """Return whom the folder declares as judges, by their codes, before any round is open."""
    ids = [each.id for each in load(directory).challenge.judges]
    codes = naming.codes(record.challenge, ids)
    return sorted(codes.get(each, each) for each in ids)


def unpack(path: Path) -> tuple[Path, str | None]:
    """Make the folder of a packet beside it, or bring it up to date; return it and the last round opened.

    A judge's own journal is never replaced by a shorter one.

    Raises:
        Refused: if it is no packet, or of another challenge than the folder.
        FileRefused: if the system refuses.
    """
    data = evidence.read_file(path)
    if isinstance(data, str):
        raise recording.refuse("no-packet", path.as_posix(), data)
    try:
        files = packet.unpack(data)
    except packet.NotAPacket as wrong:
        raise recording.refuse(
            "no-packet", path.as_posix(), f"this is no packet: {wrong}", "ask the organizers for it again"
        ) from wrong
    organizer = f"{recording.FOLDER}/{journal.ORGANIZER}"
    if organizer not in files:
        raise recording.refuse("no-packet", path.as_posix(), "this is no packet: it holds no record")
    folder = path.with_suffix("")
    here = folder / organizer
    if here.exists() and not _extends(files[organizer], here.read_bytes()):
        if here.read_bytes().startswith(files[organizer]):
            return folder, _last(folder)  # an older packet: what is here is newer
        raise recording.refuse(
            "no-packet", path.as_posix(), f"{folder} is the folder of another challenge",
            "put the packet into an empty folder",
        )  # fmt: skip
    for name, content in sorted(files.items()):
        target = folder / name
        own = "journals/judges/" in name
        if own and target.exists() and len(target.read_bytes()) >= len(content):
            continue
        make_folder(target.parent)
        write_whole(target, content)
    return folder, _last(folder)


def _extends(new: bytes, old: bytes) -> bool:
    return new.startswith(old)


def _last(folder: Path) -> str | None:
    """Return the round that was opened last."""
    record = recording.read(folder, "")
    return list(record.audit.openings)[-1] if record.audit.openings else None
