"""Whether a name tells of information, which is what is classified, or of a system that holds it."""

from __future__ import annotations

import re
from typing import Final

from ksa_tui.domain.texts import fold

_SYSTEM_WORDS: Final = re.compile(
    r"""(?: system(?:et|en|s)? | plattform(?:en|ar|arna)? | platform | portal(?:en|er|erna)?
      | databas(?:en|er|erna)? | database | applikation(?:en|er|erna)? | programvara(?:n)?
      | mjukvara(?:n)? | software | e-tjänst(?:en|er|erna)? | molntjänst(?:en|er|erna)?
      | server(?:n)? | servrar(?:na)? | intranät(?:et)? | intranet | it-stöd(?:et)?
      | systemstöd(?:et)? | (?:^|-|s)app(?:en|ar|arna)? )$""",
    re.VERBOSE,
)
"""What the head of a system's name ends in, folded."""

_NO_SYSTEM: Final = re.compile(r"(?:lednings|kvalitets|eko|betygs|rätts)system(?:et|en)?$")
"""Words that end so and name something else."""

_PRODUCTS: Final = re.compile(
    r"""agresso | arcgis | artvise | ciceron | edlevo | ephorte | formpipe | geosecma | google |
      heroma | hypergene | infomentor | infotorg | lifecare | mikromarc | netpublicator |
      office365 | onedrive | onenote | personec | phoniro | platina | procapita | provisum |
      qlik | raindance | safedoc | schoolsoft | sharepoint | skola24 | stratsys | teams | tieto |
      treserva | troman | unikum | unit4 | visma | vklass | winlas | wilma | zendesk""",
    re.VERBOSE,
)
"""Products that Swedish municipalities keep information in; only names that mean nothing else."""

_PREPOSITION: Final = re.compile(
    r"av|för|från|i|inom|kring|mellan|om|på|rörande|till|under|ur|vid|via|över"
    r"|about|between|for|from|in|of|on|under|via|with|within"
)
_TOKEN: Final = re.compile(r"[^\W_]+(?:[-.&'][^\W_]+)*-?")
_LETTER_DIGIT_LETTER: Final = re.compile(r"[A-ZÅÄÖ]\d+[A-ZÅÄÖ]")
_INNER_CAPITAL: Final = re.compile(r"[A-ZÅÄÖ]?[a-zåäö]{3,}[A-ZÅÄÖ]")
_SHORTEST_PRODUCT: Final = 5


def looks_like_system(name: str) -> bool:
    """Whether a name looks like a system or a product: ends in "-system", or is written like a brand.

    Only what stands before the first preposition counts: "Loggar från journalsystemet" is information.

    >>> looks_like_system("Lärplattformen Vklass"), looks_like_system("Elevhälsojournal")
    (True, False)
    """
    for token in _TOKEN.findall(name):
        folded = fold(token)
        if _PREPOSITION.fullmatch(folded):
            return False
        if _is_system_word(folded) or _PRODUCTS.fullmatch(folded) or _is_brand(token):
            return True
    return False


def _is_system_word(folded: str) -> bool:
    return bool(_SYSTEM_WORDS.search(folded)) and not _NO_SYSTEM.search(folded)


def _is_brand(token: str) -> bool:
    """Whether letters and digits, or small and capital letters, are mixed as only brands mix them."""
    if _LETTER_DIGIT_LETTER.match(token):
        return True
    return len(token) >= _SHORTEST_PRODUCT and bool(_INNER_CAPITAL.match(token))
