"""Word lists of the sentence reader: verbs, hedges, negations, words that open a clause."""

from __future__ import annotations

from vaultkit.extract.sentence import normal, stem


def _stems(words: str) -> frozenset[str]:
    """Return the stems of words."""
    return frozenset(stem(normal(word)) for word in words.split())


VERBS = _stems(
    "be have do use employ adopt leverage utilize utilise apply incorporate integrate feature include contain comprise "
    "train pretrain finetune tune distill merge quantize prune initialize derive adapt extend continue release launch publish "
    "open-source introduce propose present announce develop create build make design outperform beat surpass exceed top win "
    "match rival achieve reach score perform show demonstrate evaluate test measure compare support offer provide handle "
    "allow enable reduce improve increase rely run replace combine consist stand give take learn imitate mimic teach generate "
    "produce collect describe report claim argue say note find explore explain help lead follow inspire share inherit borrow "
    "lack drop remove add update switch move go come get keep need want choose select lag trail fall scale model can could may "
    "might will would should must seem appear tend remain become mean work deliver excel dominate serve host ship refine "
    "optimize optimise align augment assess benchmark underperform license sparsify fuse interpolate average convert compress "
    "see undergo predate outrank outclass outscore overtake double halve alternate begin start stay boast expand belong compete "
    "succeed supersede reuse exploit retain pioneer gain originate serve grow raise cost"
)
"""Stems of verbs that may rule a clause."""

PRESENTING = _stems(
    "introduce present propose release announce launch unveil publish open-source call name dub describe see meet take create build develop "
    "train make design obtain produce"
)
"""Verbs whose object is what the sentence is about: `We introduce X, a model trained by ...`."""

SAYING = _stems(
    "show shows demonstrate demonstrates find found suggest indicate report claim reveal note mean means think believe say "
    "observe conclude argue confirm state admit admitted reveal"
)
"""Verbs behind which a clause of its own begins: `tests show Foo beats Bar`."""

PREPOSITIONS = frozenset(
    (
        "on than to with from like over as at by against versus vs between among above below "
        "beyond into unlike without per via through despite behind for in after before since "
        "using about under of"
    ).split()
)
"""Words that make the name after them no subject."""

CLAUSE = frozenset(
    (
        "while whereas although though but however because since when where if so yet unless "
        "until once before after"
    ).split()
)
"""Words that open a clause of their own."""

KIN = frozenset(
    "successor predecessor sibling cousin follow-up followup sequel precursor brother sister competitor rival counterpart heir".split()
)
"""Nouns that lead from one model to another: `its successor Foo`."""

RELATIVE = frozenset(["which", "that", "who", "whose", "where"])
"""Words that open a clause about the name before them."""

STOP = (
    frozenset({";", ":", ".", "!", "?", "|", "\u2014", "\u2192", "=>", "/"} - {"/"})
    | CLAUSE
    | {"whether"}
)
"""Tokens that end the search for a name."""

COMPARING = frozenset(
    (
        "than outperform outperforming beat beats versus vs compared compar surpass exceed rival "
        "match similar unlike contrast instead rather behind against better worse larger smaller "
        "comparable competitive equivalent equal akin"
    ).split()
)
"""Stems after which a name is only compared with."""

NEGATIONS = frozenset(
    (
        "not no never without neither nor didnt dont doesnt isn't wasn't aren't weren't cannot "
        "can't won't lack omit drop remov avoid exclud abandon eliminat forgo skip instead rather "
        "unlike non replac depart ditch"
    ).split()
)
"""Stems that turn what follows into its opposite."""

HEDGES = _stems(
    "apparently reportedly supposedly allegedly probably possibly perhaps maybe likely presumably seemingly seem seems appear "
    "appears might may could suspected speculated believed thought supposed unclear unconfirmed guess think suggests suggest "
    "estimated estimate potentially purportedly arguably"
)
RUMOURS = _stems("rumored rumoured rumor rumour leaked leak leaks rumors gossip")
PLANS = _stems(
    "planned plan plans planning upcoming forthcoming will going soon eventually future expected expect"
)

PRONOUNS = frozenset(("it its it's they their we our us this these both he she").split())
"""Words that stand for the subject of the section or of the sentence before."""

MODEL_NOUNS = frozenset(
    (
        "model models version versions variant variants checkpoint checkpoints family series llm "
        "llms system team authors author paper architecture network release weights chatbot "
        "assistant transformer one"
    ).split()
)
"""Nouns that may stand for the model of the section."""

FILLERS = frozenset(
    (
        "a an the its their our other another original base pretrained pre-trained larger smaller "
        "bigger previous earlier existing popular open openweight opensource source proprietary "
        "closed strong state art of sota best recent new newer old older vanilla standard plain "
        "full dense sparse large small similar conventional such both either these those some "
        "many several various models model language llm llms family series variants variant "
        "versions version checkpoint checkpoints weights weight foundation backbone chat instruct "
        "instruction tuned finetuned transformer architecture architectures dataset datasets "
        "benchmark benchmarks data corpus including include like as meta's same first second "
        "third two three most much far even more also additionally commercial famous well known powerful ones and "
        "teacher student parent stage layers layer novel simple efficient modern advanced custom "
        "special dedicated only pre-norm called named modified based proposed latest initial"
    ).split()
)
"""Words that may stand between a cue and the name it points to."""
