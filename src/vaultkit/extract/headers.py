"""What the headers of tables and the labels of lines mean: a relation, a number, a technique."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vaultkit.extract.attribute import Attribute, all_attributes
from vaultkit.extract.names import fold
from vaultkit.text import pattern

if TYPE_CHECKING:
    from vaultkit.extract.lexicon import Entry, Lexicon

LABELS = {
    "developedBy": "company organization organisation org developer developers creator maker vendor lab provider developedby madeby institution by",
    "releaseDate": "time date released release year releasedate launch launched published when announced",
    "trainedOn": "data dataset datasets trainingdata corpus corpora pretrainingdata trainingcorpus trainingdataset traindata pretrainingcorpus",
    "fineTunedOn": "sftdata finetuningdata instructiondata tuningdata sftdataset finetuningdataset",
    "evaluatedOn": "evaluation eval evals benchmark benchmarks evaluatedon",
    "license": "license licence licensing",
    "fineTunedFrom": "basemodel base basemodels finetunedfrom parent basedon foundation backbone foundationmodel",
    "initializedFrom": "initfrom initializedfrom initialisedfrom init initialization initialisation startsfrom startingpoint startingcheckpoint",
    "distilledFrom": "teacher teachers distilledfrom teachermodel",
    "introducedBy": "paper reference arxiv source",
    "usesTechnique": (
        "architecture arch attention attn attentiontype positionalencoding posenc position positions pos positionembedding positionalembedding posemb pe "
        "activation act activationfunction normalization norm normalisation tokenizer tokeniser tokenization optimizer optimiser objective trainingobjective "
        "ffw+activation+related ffn trainingtechnique training technique techniques method methods alignment posttraining "
        "post-training finetuning moe keytechniques keytechnique features keyfeatures innovations trainingmethod type modeltype "
        "positionencoding trainingtechniques preprocessing pretrainingobjective quantization attentionmechanism keyinnovation "
        "stages recipe algorithm preferencetuning preferenceoptimization alignmentmethod rl peft pretraining attnvariant attentionvariant mlp"
    ),
    "outperforms": "outperforms beats",
    "successorOf": "predecessor successorof",
}
"""Predicate to the headers of columns (or rows) that mean it, folded."""

OBJECTS: dict[str, frozenset[str]] = {
    "developedBy": frozenset({"organization"}),
    "trainedOn": frozenset({"dataset"}),
    "fineTunedOn": frozenset({"dataset"}),
    "evaluatedOn": frozenset({"benchmark"}),
    "license": frozenset({"license"}),
    "usesTechnique": frozenset({"technique"}),
    "introducedBy": frozenset({"paper"}),
}
_TECHNIQUE = frozenset({"technique"})
_BENCH = frozenset({"benchmark"})

_EAST = {
    fold(word): label
    for label, words in {
        "params": "参数 参数量 参数规模 总参数 总参数量 模型大小 规模 模型规模 大小 尺寸 파라미터 파라미터수 매개변수 매개변수수 크기 모델크기 총파라미터 사이즈 규모",
        "activeparams": "激活参数 激活参数量 激活 활성파라미터 활성매개변수 활성",
        "trainingtokens": "训练token 训练tokens 训练token数 token数 token量 训练量 학습토큰 학습토큰수 토큰 토큰수 사전학습토큰",
        "trainingdata": "训练数据 预训练数据 训练语料 数据 训练数据量 数据量 数据集 학습데이터 데이터 사전학습데이터 데이터셋 학습데이터셋",
        "context": "上下文 上下文长度 上下文窗口 最大长度 序列长度 컨텍스트 컨텍스트길이 문맥길이 컨텍스트윈도우 최대길이 시퀀스길이 문맥",
        "layers": "层数 레이어 레이어수 층수 층",
        "hiddensize": "隐藏维度 隐藏层维度 隐藏层大小 隐层维度 은닉차원 히든차원 히든크기 은닉크기",
        "heads": "头数 注意力头 注意力头数 헤드 헤드수 어텐션헤드",
        "kvheads": "kv头数 kv头 kv헤드 kv헤드수",
        "experts": "专家 专家数 专家数量 전문가 전문가수",
        "vocab": "词表 词表大小 词汇表 词汇量 词表规模 어휘 어휘크기 어휘수 단어사전",
        "developer": "机构 公司 开发者 开发商 开发机构 发布机构 团队 厂商 单位 개발사 개발 기관 회사 개발기관 제작사 만든곳 개발자",
        "release": "发布时间 时间 发布 发布日期 年份 日期 공개일 출시일 출시 공개 발표 발표일 날짜 시기 연도",
        "license": "许可 许可证 协议 开源协议 라이선스 라이센스",
        "base": "基座 基座模型 基础模型 底座 底座模型 基模型 기반모델 베이스모델 베이스 기반 원본모델",
        "teacher": "教师模型 教师 교사모델 교사",
        "positionalencoding": "位置编码 位置嵌入 位置编码方式 위치인코딩 위치임베딩",
        "activation": "激活函数 활성화함수 활성함수",
        "normalization": "归一化 层归一化 归一化方式 归一化方法 정규화",
        "attention": "注意力 注意力机制 注意力类型 어텐션 어텐션방식",
        "tokenizer": "分词器 分词 tokenizer 토크나이저",
        "optimizer": "优化器 옵티마이저",
        "architecture": "架构 结构 模型架构 模型结构 구조 아키텍처 모델구조",
        "method": "方法 训练方法 技术 关键技术 对齐方法 对齐 微调方法 方式 微调 방법 학습방법 기법 핵심기법 정렬 튜닝 튜닝방법 학습방식 특징기술",
        "objective": "训练目标 预训练目标 목적함수 학습목표",
        "notes": "特点 备注 说明 비고 특징 설명",
    }.items()
    for word in words.split()
}
"""Headers in Chinese and Korean, folded, and the English ones that they stand for."""

_UNIT = pattern(
    r"\s*(?:[(\[]\s*(?:in\s|#\s?)?(?P<one>%s)(?:\s(?:of\s)?(?:tokens?|tok|params?|parameters))?\s*[)\]]|(?:,\s*|\s)(?:in\s)(?P<two>%s))\s*$"
    % ((r"10\s?亿|十亿|万亿|亿|万|10억|억|조|만|billions?|millions?|trillions?|thousands?|bn|tn|[BMTkKG]",) * 2)
)  # fmt: skip
_SCALES = {
    "k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "b": 1e9, "bn": 1e9, "g": 1e9, "billion": 1e9,
    "t": 1e12, "tn": 1e12, "trillion": 1e12, "万": 1e4, "만": 1e4, "亿": 1e8, "억": 1e8, "10亿": 1e9,
    "十亿": 1e9, "10억": 1e9, "万亿": 1e12, "조": 1e12,
}  # fmt: skip
_FOOT = pattern(r"[\u00b9\u00b2\u00b3\u2070-\u2079\u2020\u2021\u00a7*_`]+|\[\^?\w{1,3}\]$")
"""Marks of emphasis and of footnotes."""
_BRACKET = pattern(r"(?P<one>[^()/]{1,40})\((?P<two>[^()]{1,30})\)\s*$")
_BARE = {"total": "params", "active": "activeparams", "activated": "activeparams", "kv": "kvheads", "q": "heads", "激活": "activeparams"}  # fmt: skip
"""Parts of headers that mean something beside another part only: `heads (kv)`, `total/active`."""
_REMARKS = frozenset(
    (
        "notable notes note remarks remark comment comments highlights highlight details detail novelty whatsnew new keyideas "
        "keyidea keydesign design designs characteristics specifics specialties changes keychanges description summary key"
    ).split()
)
"""Headers, folded, of columns with free remarks: only a remark that is all a technique's name counts."""
NOUNS = {
    "attention": ("attention",),
    "normalization": ("normalization", "norm"),
    "positionalencoding": ("positional embeddings", "positional encoding", "position embeddings"),
    "activation": ("activation",),
}
"""Headers, and the nouns that their cells leave out: `learned` below `Position`."""
_NOUN_OF = {
    **dict.fromkeys(
        "attention attn attentiontype attentionmechanism attnvariant attentionvariant".split(),
        "attention",
    ),
    **dict.fromkeys("norm normalization normalisation".split(), "normalization"),
    **dict.fromkeys(
        "positionalencoding posenc position positions pos positionembedding positionalembedding posemb pe positionencoding".split(),
        "positionalencoding",
    ),
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one header, or one part of it, says about the cells below."""

    attribute: Attribute | None = None
    predicate: str | None = None
    technique: Entry | None = None
    """The header is the name of a technique, its cells say who has it."""
    benchmark: Entry | None = None
    remarks: bool = False
    scale: float = 0.0
    """What bare numbers below count: 1e9 below `Params (B)`; 0 where the header does not say."""
    nouns: tuple[str, ...] = ()


def read_header(text: str, lexicon: Lexicon) -> tuple[Meaning, ...]:
    """Return what a header means, part for part; nothing where it means nothing known."""
    plain = _FOOT.sub("", text).strip(" :#\uff1a")
    plain = plain.replace("\uff08", "(").replace("\uff09", ")")
    scale = 0.0
    unit = _UNIT.search(plain)
    if unit is not None:
        word = re.sub(r"\s", "", unit["one"] or unit["two"])
        scale = _SCALES.get(word.lower().rstrip("s"), 0.0)
        plain = plain[: unit.start()].strip()
    if not plain:
        return ()
    several = _several(plain, scale)
    if several:
        return several
    one = _meaning(plain, scale, lexicon)
    return (one,) if one else ()


def _several(plain: str, scale: float) -> tuple[Meaning, ...]:
    """Return the meanings of a header of several numbers: `Layers / hidden / heads`, `heads (kv)`."""
    bracket = _BRACKET.fullmatch(plain)
    parts = [bracket["one"], bracket["two"]] if bracket else re.split(r"\s?/\s?", plain)
    if len(parts) < 2:
        return ()
    found = []
    for part in parts:
        bare = fold(part)
        known = _numeric(_BARE.get(bare, bare)) or _numeric(_BARE.get(bare.split("param")[0], ""))
        if known is None:
            return ()
        found.append(Meaning(known, scale=scale))
    return tuple(found) if len({one.attribute for one in found}) == len(found) else ()


def _meaning(plain: str, scale: float, lexicon: Lexicon) -> Meaning | None:
    """Return what a header of one part means."""
    label = fold(plain).replace(".", "")
    bare = re.sub(r"\([^()]*\)", "", label)
    english = _EAST.get(label) or _EAST.get(bare) or label
    technique = (
        None if english != label else lexicon.find(re.sub(r"\s?\([^()]*\)", "", plain), _TECHNIQUE)
    )
    attribute = _numeric(english)
    predicate = predicate_of(english)
    if attribute is not None:
        # `Training data` may hold names, too
        return Meaning(attribute, predicate, scale=scale)
    if technique is not None and (predicate is None or not technique.general or label in _MARKED):
        return Meaning(None, predicate, technique)
    if predicate is not None:
        kind = NOUNS.get(_NOUN_OF.get(english, english), ())
        return Meaning(None, predicate, nouns=kind)
    if re.sub(r"[^a-z]", "", english) in _REMARKS:
        return Meaning(remarks=True)
    bench = lexicon.find(plain, _BENCH) or lexicon.find(label, _BENCH)
    return Meaning(benchmark=bench) if bench is not None else None


_MARKED = frozenset({"moe"})
"""Names that are headers of columns of yes and no, though they name a whole class."""


def _numeric(label: str) -> Attribute | None:
    """Return the numeric attribute that a header means."""
    plain = re.sub(r"\([^()]*\)|[^a-z#_]", "", label)
    return next((one for one in all_attributes() if plain in one.labels), None) if plain else None


def predicate_of(label: str) -> str | None:
    """Return the relation that a header or label means, where it means one."""
    plain = re.sub(r"\([^()]*\)", "", fold(label)).strip(": ")
    plain = _EAST.get(plain, plain)
    return next((name for name, words in LABELS.items() if plain in words.split()), None)
