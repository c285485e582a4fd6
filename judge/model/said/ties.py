"""What parts equals, and why a tie-break was passed over."""

from collections.abc import Mapping
from typing import Final

from judge.model.wording import Phrase

TIES: Final[Mapping[str, Phrase]] = {
    "mean": {
        "en": "the {better} mean mark on {name}{where}{places}",
        "es": "el promedio {better} de las notas en {name}{where}{places}",
        "fr": "la moyenne {better} des notes pour {name}{where}{places}",
    },
    "count_back": {
        "en": "count-back on {name}{where}: the best value, then the next{places}",
        "es": "desempate valor a valor en {name}{where}: el mejor valor, luego el siguiente{places}",
        "fr": "départage valeur par valeur sur {name}{where} : la meilleure valeur, puis la suivante{places}",
    },
    "head_to_head": {
        "en": "head to head on {name}{where}: pairs won{places}",
        "es": "comparación directa en {name}{where}: duelos ganados{places}",
        "fr": "confrontation directe sur {name}{where} : duels gagnés{places}",
    },
    "covers": {
        "en": "covers of {name}{where} what nobody above covers{places}",
        "es": "cubre de {name}{where} lo que nadie por encima cubre{places}",
        "fr": "couvre de {name}{where} ce que personne au-dessus ne couvre{places}",
    },
    "placements": {
        "en": "place by place: for which place, how many of {name}{where} that good or better, their lower sum{then}{places}",
        "es": "lugar por lugar: para qué lugar, cuántos de {name}{where} así de buenos o mejores, su suma más baja{then}{places}",
        "fr": "place par place : pour quelle place, combien de {name}{where} aussi bonnes ou meilleures, leur somme la plus basse{then}{places}",
    },
    "table": {
        "en": "the {better} {name}{where}{places}",
        "es": "el valor {better} de {name}{where}{places}",
        "fr": "la valeur {better} de {name}{where}{places}",
    },
    "then": {
        "en": "; then up to which place more than half of {name} lie, how many, their lower sum",
        "es": "; luego hasta qué lugar está más de la mitad de {name}, cuántos, su suma más baja",
        "fr": " ; puis jusqu'à quelle place va plus de la moitié de {name}, combien, leur somme la plus basse",
    },
    "higher": {"en": "higher", "es": "más alto", "fr": "la plus haute"},
    "lower": {"en": "lower", "es": "más bajo", "fr": "la plus basse"},
    "higher first": {
        "en": ", higher is better",
        "es": ", mejor cuanto más alto",
        "fr": ", le plus haut est le meilleur",
    },
    "lower first": {"en": ", lower is better", "es": ", mejor cuanto más bajo", "fr": ", le plus bas est le meilleur"},
    "only": {"en": ", for place {numbers}", "es": ", para el lugar {numbers}", "fr": ", pour la place {numbers}"},
    "1 has no value": {"en": "{names} has no value", "es": "{names} no tiene valor", "fr": "{names} n'a pas de valeur"},
    "have no value": {
        "en": "{names} have no value",
        "es": "{names} no tienen valor",
        "fr": "{names} n'ont pas de valeur",
    },
}
"""By name, each tie-break in every language."""
