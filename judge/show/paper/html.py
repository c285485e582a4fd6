"""A paper as one file of HTML, which needs no network and no script."""

from functools import cache
from typing import TYPE_CHECKING

from judge.show.paper.blocks import Block, Heading, Items, Notice, Pairs, Paper, Quotes, Sheet, Words, fit

if TYPE_CHECKING:
    from jinja2 import Template

_KINDS: dict[type, str] = {
    Heading: "heading", Words: "words", Notice: "notice", Items: "items", Pairs: "pairs", Sheet: "sheet", Quotes: "quotes",
}  # fmt: skip

_PAGE = """\
<!doctype html>
<html lang="{{ paper.language }}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ paper.title|fit }}</title>
<style>
:root { color-scheme: light dark; }
body { font: 1.05rem/1.55 Georgia, "Times New Roman", serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem;
  background: Canvas; color: CanvasText; overflow-wrap: anywhere; }
h1 { font-size: 1.7rem; line-height: 1.2; margin-bottom: .4rem; }
h2 { font-size: 1.2rem; margin-top: 2rem; border-bottom: 1px solid; }
.below { margin: .1rem 0; }
.notice { border: 3px double; padding: .6rem .8rem; font-weight: bold; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; overflow-wrap: normal; }
caption { text-align: start; font-style: italic; padding-bottom: .4rem; }
th, td { padding: .3rem .5rem; text-align: start; vertical-align: top; border-bottom: 1px solid; }
.right { text-align: end; font-variant-numeric: tabular-nums; }
dt { font-weight: bold; }
dd { margin: 0 0 .6rem 1.2rem; }
blockquote { margin: .8rem 0; padding-inline-start: .9rem; border-inline-start: 3px solid; white-space: pre-line; }
@media print { body { margin: 0; max-width: none; } h2 { break-after: avoid; } tr, blockquote { break-inside: avoid; } }
</style>
</head>
<body>
<main>
<h1 dir="auto">{{ paper.title|fit }}</h1>
{%- for line in paper.lines %}
<p class="below" dir="auto">{{ line|fit }}</p>
{%- endfor %}
{%- for kind, block in blocks %}
{%- if kind == "heading" %}
<h2>{{ block.text|fit }}</h2>
{%- elif kind == "words" %}
<p dir="auto">{% if block.strong %}<strong>{{ block.text|fit }}</strong>{% else %}{{ block.text|fit }}{% endif %}</p>
{%- elif kind == "notice" %}
<p class="notice" role="note">{{ block.text|fit }}</p>
{%- elif kind == "items" %}
<ul>
{%- for item in block["items"] %}
<li dir="auto">{{ item|fit }}</li>
{%- endfor %}
</ul>
{%- elif kind == "pairs" %}
<dl>
{%- for name, text in block.pairs %}
<dt dir="auto">{{ name|fit }}</dt>
<dd dir="auto">{{ text|fit }}</dd>
{%- endfor %}
</dl>
{%- elif kind == "quotes" %}
{%- for text in block.texts %}
<blockquote dir="auto">{{ text|fit }}</blockquote>
{%- endfor %}
{%- else %}
<div class="wide" role="region" tabindex="0" aria-label="{{ block.caption|fit }}">
<table>
<caption>{{ block.caption|fit }}</caption>
<thead>
<tr>
{%- for header in block.headers %}
<th scope="col"{% if loop.index0 in block.right %} class="right"{% endif %}>{{ header|fit }}</th>
{%- endfor %}
</tr>
</thead>
<tbody>
{%- for row in block.rows %}
<tr>
{%- for cell in row %}
{%- if loop.first %}
<th scope="row" dir="auto">{{ cell|fit }}</th>
{%- else %}
<td dir="auto"{% if loop.index0 in block.right %} class="right"{% endif %}>{{ cell|fit }}</td>
{%- endif %}
{%- endfor %}
</tr>
{%- endfor %}
</tbody>
</table>
</div>
{%- endif %}
{%- endfor %}
</main>
</body>
</html>
"""


def html(paper: Paper) -> str:
    """Return a paper as HTML."""
    return _template().render(paper=paper, blocks=[(_kind(block), block) for block in paper.blocks])


def _kind(block: Block) -> str:
    return _KINDS[type(block)]


@cache
def _template() -> "Template":
    from jinja2 import Environment, StrictUndefined  # only where a page is written

    environment = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    environment.filters["fit"] = fit
    return environment.from_string(_PAGE)
