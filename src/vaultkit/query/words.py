"""The words that `ask` reads: what means the same, and what means nothing by itself."""

from __future__ import annotations

CONCEPTS: dict[str, str] = {
    # what is asked for
    "models": "model models llm llms language-model language-models large-language-models "
    "checkpoint checkpoints",
    "papers": "paper papers article articles preprint preprints publication publications",
    "techniques": "technique techniques method methods trick tricks architecture-choices",
    "benchmarks": "benchmark benchmarks leaderboard leaderboards",
    "datasets": "dataset datasets data-set data-sets corpus corpora training-data data",
    "notes": "note notes page pages",
    "who": "who whom which-company which-companies which-organisation which-organization which-lab "
    "which-team what-company company companies organisation organisations organization "
    "organizations org orgs firm firms lab labs developer developers maker makers creator "
    "creators author authors",
    "things": "entities entity things thing topics",
    "facts": "facts fact claims claim statements",
    # what models do
    "use": "use uses using used utilise utilize utilizes employ employs employing employed adopt "
    "adopts adopting adopted apply applies applying feature features featuring rely relies "
    "implement implements implementing equipped built-with",
    "not": "not no non unknown unstated haven't havent hasn't without lack lacks "
    "lacking don't doesn't dont doesnt never except excluding "
    "but-not and-not isn't aren't neither nor didn't avoid avoids avoiding free-of",
    "derive": "derived-from derive-from derives-from deriving-from come-from comes-from came-from "
    "coming-from based-on built-on built-from built-upon built-on-top-of made-from made-out-of "
    "fine-tuned-from finetuned-from fine-tune-of finetune-of tuned-from descend-from "
    "descends-from descended-from descending-from descendants-from forked-from "
    "fine-tuned-version-of fine-tuned-versions-of built-using initialised-from initialized-from "
    "originate-from originates-from derived derive derives "
    "grow-out-of grew-out-of stem-from stems-from inherits-from go-back-to goes-back-to",
    "descendants": "descendants descendant children child derivatives derivative offspring "
    "fine-tunes finetunes fine-tuned-versions successors-and-fine-tunes heirs",
    "ancestors": "ancestors ancestor parents parent base-model base origin origins roots root "
    "ancestry pedigree forebears",
    "lineage": "lineage genealogy family-tree line-of-descent",
    "made": "made make makes developed develop develops created create creates built builds "
    "behind trained-by invented produced produces",
    "released": "released release launch launched published publish came-out come-out announced "
    "release-date dated date",
    "introduced": "introduced introduce introduces introducing proposed propose proposes presented "
    "presents described describes invented-in",
    "trained": "trained-on train-on pretrained-on pre-trained-on fine-tuned-on finetuned-on "
    "tuned-on trained pretrained training-set",
    "evaluated": "evaluated-on evaluated tested-on tested benchmarked-on benchmarked measured-on "
    "measured-with measured scored-on evaluate evaluation evaluations",
    "licensed": "licensed-under licensed license licence licenses licences under-license "
    "under-licence licensing",
    "outperform": "outperform outperforms outperformed beat beats better-than surpass surpasses "
    "surpassed stronger-than superior-to",
    "compare": "compared-with compared-to compare compared compares comparison versus vs "
    "set-beside",
    "learned": "learned-from learnt-from learn-from learns-from distilled-from "
    "trained-on-outputs-of taught-by students-of distilled trained-on-the-outputs-of "
    "trained-on-outputs-from trained-on-output-of",
    "teachers": "teacher teachers taught",
    "inherit": "inherit inherits inherited inheriting",
    "merges": "merge merges merged",
    "adapters": "adapter adapters lora loras",
    "quantised": "quantised quantized quantisation quantization quantisations quantizations",
    "generated": "generated generate generates written-by synthetic wrote",
    "contradict": "contradict contradicts contradicting contradiction contradictions contradictory "
    "conflict conflicts conflicting disagree disagrees disagreement disputed inconsistent "
    "inconsistencies inconsistency",
    "why": "why evidence proof how-do-you-know how-do-we-know what-says where-does-it-say "
    "how-come justification",
    "related": "related relation connected connection path way route linked link between relate "
    "shortest-path",
    "common": "common common-ancestor shared share shares in-common",
    "together": "together together-with alongside combined co-occurring",
    # properties
    "parameterCount": "parameters parameter params param size sized sizes parameter-count "
    "parameter-counts model-size model-sizes number-of-parameters how-big how-large",
    "activeParameterCount": "active-parameters active-params activated-parameters active",
    "contextLength": "context context-length context-window context-windows context-size "
    "context-lengths window token-context tokens-of-context how-much-context",
    "trainingTokens": "training-tokens tokens number-of-training-tokens",
    "layerCount": "layers layer number-of-layers",
    "headCount": "attention-heads heads",
    "expertCount": "experts number-of-experts",
    "vocabularySize": "vocabulary-size vocabulary vocab vocab-size",
    "hiddenSize": "hidden-size hidden-dimension",
    "weights": "weights weight availability available",
    "open": "open open-weight open-weights open-source open-sourced openly open-weighted",
    "closed": "closed closed-weight closed-weights closed-source proprietary",
    "gated": "gated",
    # comparing
    "over": "over more larger bigger longer above more-than greater-than larger-than bigger-than "
    "exceeding exceeds "
    "longer-than at-least > >= beyond upwards-of higher-than",
    "under": "under fewer less smaller shorter below less-than fewer-than smaller-than "
    "shorter-than at-most up-to < <= "
    "lower-than no-more-than",
    "after": "after newer later since from later-than newer-than",
    "before": "before older earlier until earlier-than older-than prior-to till by-the-end-of",
    "in": "in during",
    "or": "or",
    # reading and noting
    "unread": "unread not-read haven't-read have-not-read havent-read not-yet-read to-read "
    "left-to-read still-to-read didn't-read have-not-yet-read not-been-read reading-list",
    "read": "read reading",
    "noted": "noted wrote-down wrote write written note-down learn learned learnt did-i-note "
    "i-noted i-note",
    "mention": "mention mentions mentioning mentioned talk-about talks-about concerning "
    "discuss discusses discussing on-the-subject-of",
    "about": "about regarding",
    "cited": "cited cite cites citing",
    "several": "several multiple many more-than-one more-than-once at-least-twice at-least-two "
    "various different-notes",
    "one": "single only-one one-note one only",
    "rumours": "rumours rumors rumour rumor rumoured rumored guessed guesses unconfirmed "
    "speculation hedged",
    "unsure": "unsure uncertain least-certain least-sure low-confidence doubtful to-review review "
    "weakest",
    "first": "first earliest oldest",
    "latest": "latest newest most-recent youngest last-released",
    "largest": "largest longest biggest maximum highest greatest",
    "smallest": "smallest shortest lowest least tiniest minimum",
    "most": "most popular top influential influence number-of ranked by-number-of",
    "family": "family families series",
    "year": "year years yearly annual",
    "each": "each per every",
    "orphan": "orphan orphans orphaned unlinked isolated",
    "linked-not": "without-a-link without-link without-linking not-linked unlinked-mentions",
    "differ": "differ differs different differing difference differences difference-between "
    "differences-between change changes",
    "outputs": "outputs output answers generations completions",
    "stated": "stated known given",
    "crossing": "cross crosses crossing across",
    "leaving": "leave leaves leaving",
    "same": "same",
    "deserves": "deserve deserves needs need missing",
}
"""Each concept with its forms; a hyphen joins the words of one form."""

_PLAIN = """
a an the of is are was were be been being do does did that this these those which what whats
there to for on and me show list give find tell get all any please i my we our you it its
they them their have has had can could would should will with by at as so also but how many
much s let's just both some other others another than who's whose want know see us if when where
then out up into ever yet long built one's kind of sort actually really currently exactly
come came comes coming make say says said supported source time over-time own short count number
theirs listed named called you your yours please kindly thanks thank hi hello hey would could like
display print name fetch return look up people someone anybody anything here now that's there's
i'd i'm i've actual entire complete full sure whole exist exists existing available-now stuff
more-info info information details overview mine vault yes ok okay describe next both neither graph
"""
GLUE = frozenset(_PLAIN.split())
"""Words that say nothing by themselves in a question."""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}

FORMS: dict[tuple[str, ...], str] = {
    tuple(form.split("-")) if not form.startswith("-") else (form,): concept
    for concept, forms in CONCEPTS.items()
    for form in forms.split()
}
"""Every form as its words."""
LONGEST_FORM = max(map(len, FORMS))
