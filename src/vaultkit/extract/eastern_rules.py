"""How Korean and Chinese sentences say what models are, as patterns over names and particles."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EasternRule:
    """One way of saying one thing.

    In a pattern `{M}` `{T}` `{D}` `{O}` `{N}` stand for a model, technique, dataset or benchmark,
    organization and number; `{T+}` for one or more in a row. The one that is the object is in
    `o`, a subject that the pattern holds itself in `s`; else the subject is the sentence's.
    """

    predicate: str
    pattern: str
    swap: bool = False
    """Subject and object change places: `A is worse than B` is `B outperforms A`."""


_KO_MADE = r"(?:개발|공개|출시|발표|만든|만들|내놓|배포|릴리[즈스]|제작|선보|오픈소스로)"
_KO_USE = r"(?:사용|쓰|쓴|썼|이용|활용|채택|적용|도입|탑재|결합|갖추|사용해|채용)"
_KO_NOT = r"(?:하지|되지|지)\s?(?:않|못|아니)|(?:를|을|가|이|은|는)?\s?없"
_KO_TAKEN = r"(?:에\s?)?(?:수집|모은|공유된|크롤링|추출|가져온|포함된|필터링|데이터)"
_KO_TUNE = r"(?:(?:fine-?\s?tun\w*|파인\s?튜닝|미세\s?조정|튜닝|instruction[\s-]?tun\w*|SFT|지도\s?학습|추가\s?학습))"
_ZH_USE = r"(?:采用|使用|运用|引入|应用|结合|利用|搭载|配备|用到|加入)"
_ZH_MADE = r"(?:开发|发布|推出|提出|研发|开源|训练|打造|研制|公布)"
_ZH_TUNE = r"(?:微调|精调|指令微调|监督微调|fine-?\s?tun\w*|SFT)"
_GAP = r"[^\ue000-\ue003.;!?\n]{0,%d}?"


def _gap(most: int) -> str:
    """Return up to so many characters of one clause that hold no name."""
    return _GAP % most


KOREAN = (
    # weights
    EasternRule(
        "continuedFrom",
        r"(?P<o>{M})(?:를|을|에|에서)\s?(?:이어서?|추가로?|계속|지속)\s?(?:사전\s?학습|학습|pre-?train)",
    ),
    EasternRule("fineTunedFrom", r"(?P<o>{M})\s?(?:모델)?(?:를|을)\s?" + _gap(24) + _KO_TUNE),
    EasternRule(
        "fineTunedFrom",
        r"(?P<o>{M})\s?(?:모델)?(?:를|을)?\s?(?:기반|바탕|베이스)(?:으로|로)?\s?"
        + _gap(24)
        + _KO_TUNE,
    ),
    EasternRule(
        "initializedFrom",
        r"(?P<o>{M})(?:의)?\s?(?:모델\s?)?(?:가중치|웨이트|체크포인트|weights?)(?:를|을|로|으로|에서)[^.;!?\n\ue000]{0,20}?(?:초기|시작|initial)",
    ),
    EasternRule("initializedFrom", r"(?P<o>{M})(?:로|으로|에서|로부터)\s?(?:초기화|initialize)"),
    EasternRule("fineTunedFrom", r"(?P<o>{M})(?:에서|로부터|의)\s?" + _gap(12) + _KO_TUNE),
    EasternRule(
        "fineTunedFrom",
        r"(?P<o>{M})(?:를|을)\s?[^.;!?\n\ue000]{0,40}?" + _KO_TUNE,
    ),
    EasternRule("fineTunedFrom", r"(?P<o>{M})에\s?[^.;!?\n\ue000]{0,40}?" + _KO_TUNE),
    EasternRule(
        "architectureFrom",
        r"(?P<o>{M})(?:의)?\s?(?:아키텍처|구조|architecture)(?:에|위에|에서|로)\s",
    ),
    EasternRule(
        "architectureFrom",
        r"(?P<o>{M})(?:의|와|과)?\s?(?:같은|동일한)?\s?(?:아키텍처|구조|설계|architecture)(?:를|을|와|에)?\s?(?:같|동일|따르|따른|사용|기반|그대로|채택)",
    ),
    EasternRule(
        "architectureFrom",
        r"(?P<o>{M})(?:와|과)\s?(?:같은|동일한|비슷한|유사한)\s?(?:모델\s?)?(?:아키텍처|구조|architecture)",
    ),
    EasternRule(
        "derivedFrom", r"(?P<o>{M})\s?(?:모델)?(?:를|을)?\s?(?:기반|바탕|베이스)(?:으로|로|의|한)"
    ),
    EasternRule(
        "distilledFrom",
        r"(?P<o>{M})(?:를|을|에서|로부터|의)\s?" + _gap(16) + r"(?:증류|distill\w*)",
    ),
    EasternRule(
        "trainedOnOutputsOf",
        r"(?P<o>{M})(?:의|이|가)\s?(?:출력|응답|답변|설명|풀이|추론|신호|지식|생성한|만든)\s?"
        + _gap(16)
        + r"(?:학습|훈련|튜닝)",
    ),
    EasternRule(
        "trainedOnOutputsOf",
        r"데이터(?:셋)?(?:는|를|은|을|가)?\s?"
        + _gap(6)
        + r"(?P<o>{M})(?:로|으로|을|를|이|가|에서|에게서)?\s?"
        + _gap(12)
        + r"(?:생성|만들|합성)",
    ),
    EasternRule(
        "trainedOnOutputsOf",
        r"(?P<o>{M})(?:로|으로|이|가|를\s?통해|을\s?통해)\s?(?:생성|만든|합성)"
        + _gap(24)
        + r"(?:학습|훈련|튜닝)",
    ),
    EasternRule(
        "quantizedFrom", r"(?P<o>{M})(?:를|을|의)\s?" + _gap(10) + r"(?:양자화|quantiz\w*)"
    ),
    EasternRule("mergeOf", r"(?P<o>{M+})(?:를|을)\s?(?:병합|머지|합친|합쳐|merge)"),
    EasternRule("successorOf", r"(?P<o>{M})의\s?(?:후속|후계|다음\s?(?:버전|세대)|차기)"),
    # techniques
    EasternRule(
        "lacksTechnique", r"(?P<o>{T+})(?:를|을|은|는|이|가|도)?\s?" + _KO_USE + r"?" + _KO_NOT
    ),
    EasternRule("lacksTechnique", r"(?P<o>{T})\s?(?:대신|이\s?아니라|가\s?아니라)"),
    EasternRule("usesTechnique", r"(?P<o>{T+})(?:를|을)?\s?" + _gap(8) + _KO_USE),
    EasternRule(
        "usesTechnique",
        r"(?P<o>{T+})(?:로|으로|를\s?통해|을\s?통해)\s?"
        + _gap(12)
        + r"(?:학습|훈련|정렬|튜닝|미세|조정|최적화|양자화|파인|align)",
    ),
    EasternRule(
        "usesTechnique",
        r"(?P<o>{T+})\s?(?:기반|구조|방식|아키텍처|모델)(?:의|으로|을|를|이다|이며|이고|입니다)",
    ),
    # data
    EasternRule(
        "pretrainedOn",
        r"(?P<o>{D+})(?:로|으로|에서|에|를|을)?\s?"
        + _gap(16)
        + r"(?:사전\s?학습|사전\s?훈련|pre-?train)",
    ),
    EasternRule("fineTunedOn", r"(?P<o>{D+})(?:로|으로|에서|에)?\s?" + _gap(16) + _KO_TUNE),
    EasternRule(
        "fineTunedOn",
        r"(?P<o>{D+})(?:에서|의|로부터)?\s?" + _KO_TAKEN + r"[^.;!?\n]{0,40}?" + _KO_TUNE,
    ),
    EasternRule(
        "trainedOn",
        r"(?P<o>{D+})(?:에서|의|로부터)?\s?" + _KO_TAKEN + r"[^.;!?\n]{0,40}?(?:학습|훈련)",
    ),
    EasternRule(
        "evaluatedOn",
        r"(?P<o>{B+})(?:에서|에서는|기준|벤치마크(?:에서)?)\s?"
        + _gap(16)
        + r"{N}\s?(?:%|점|퍼센트|을|를)",
    ),
    EasternRule(
        "evaluatedOn",
        r"(?P<o>{B+})\s?(?:벤치마크)?(?:에서|에서는|기준|로|으로|을|를)\s?"
        + _gap(16)
        + r"(?:성능|점수|평가|정확도|기록|달성|SOTA)",
    ),
    EasternRule(
        "trainedOn",
        r"(?P<o>{D+})\s?(?:데이터셋|데이터|말뭉치|코퍼스)?(?:로|으로|에서|를|을)\s?"
        + _gap(10)
        + r"(?:학습|훈련)",
    ),
    # comparison
    EasternRule(
        "outperforms",
        r"(?P<o>{M+})보다\s?" + _gap(16) + r"(?:낮|떨어|못하|못한|뒤[처떨]|느리|나쁘)",
        swap=True,
    ),
    EasternRule(
        "outperforms",
        r"(?P<o>{M+})보다\s?" + _gap(16) + r"(?:좋|높|우수|뛰어|앞서|앞선|강력|낫|나은|잘)",
    ),
    EasternRule(
        "outperforms",
        r"(?P<o>{M+})(?:를|을)\s?" + _gap(8) + r"(?:능가|뛰어넘|앞서|앞지|제치|이기|이겼)",
    ),
    EasternRule(
        "comparedWith", r"(?P<o>{M+})(?:와|과|에)\s?(?:비슷|유사|동등|비교|맞먹|견줄|필적|대등)"
    ),
    # origin
    EasternRule(
        "developedBy", r"(?P<o>{O})\s?\)?(?:가|이|에서|는|은)\s?[^.;!?\n]{0,60}?" + _KO_MADE
    ),
    EasternRule(
        "developedBy",
        r"(?P<o>{O})\s?\)?(?:가|이|에서|는|은)\s?[^.;!?\n]{0,60}?(?:"
        + _KO_TUNE
        + r"|학습)\s?(?:한|시킨|하여\s?만든)\s",
    ),
    EasternRule(
        "developedBy", r"(?P<o>{O})의\s?(?:오픈\s?(?:소스|웨이트)\s?)?(?P<s>{M})(?:는|은|이|가)"
    ),
    # numbers
    EasternRule(
        "activeParameterCount",
        r"(?:활성|액티브|active)\s?(?:파라미터|매개변수)?(?:는|은|가|이|:|\s수는?)?\s?(?:약\s?)?(?P<o>{N})",
    ),
    EasternRule(
        "activeParameterCount", r"(?P<o>{N})\s?(?:개의?\s?)?(?:활성|active)\s?(?:파라미터|매개변수)"
    ),
    EasternRule(
        "parameterCount",
        r"(?P<o>{N+})\s?(?:개의?\s?)?(?:규모의?\s?)?(?:파라미터|매개변수|parameters?)",
    ),
    EasternRule(
        "parameterCount",
        r"(?P<o>{N+})(?:의|\s)\s?(?:(?:총\s)?(?:한|두|세|네|다섯|여섯|[2-6]|\ue004)\s?(?:가지|종류|개)의?\s?)?(?:모델\s?)?(?:크기|사이즈|규모|버전)(?!는)",
    ),
    EasternRule(
        "parameterCount",
        r"(?:모델\s?)?(?:크기|사이즈|규모)(?:는|은|가|이|:)\s?(?:총\s?|약\s?)?(?P<o>{N+})(?!\s?(?:토큰|tokens?|배|%))",
    ),
    EasternRule(
        "parameterCount",
        r"(?:파라미터|매개변수)(?:는|은|가|이|:|\s?(?:수|개수)(?:는|가|:)?)\s?(?:총\s?|약\s?)?(?P<o>{N+})",
    ),
    EasternRule(
        "trainingTokens",
        r"(?P<o>{N})\s?(?:개의?\s?)?(?:토큰|tokens?)(?:으로|로|을|를|에|\s?이상)?\s?"
        + _gap(10)
        + r"(?:학습|훈련|pre-?train)",
    ),
    EasternRule(
        "trainingTokens",
        r"(?:사전\s?)?(?:학습|훈련)\s?(?:토큰|데이터)(?:\s?(?:수|양|량|규모))?(?:는|은|가|:)?\s?(?:총\s?|약\s?)?(?P<o>{N})\s?(?:개|토큰|tokens?)",
    ),
    EasternRule(
        "trainingTokens",
        r"(?:사전\s?)?(?:학습|훈련)\s?토큰(?:\s?(?:수|양|량))?(?:는|은|가|:)?\s?(?:총\s?|약\s?)?(?P<o>{N})",
    ),
    EasternRule(
        "trainingTokens",
        r"(?P<o>{N})\s?(?:개의?\s?)?(?:토큰|tokens?)(?:의|\s규모의?)\s?"
        + _gap(16)
        + r"(?:데이터|말뭉치|코퍼스|텍스트)",
    ),
    EasternRule(
        "vocabularySize",
        r"(?:어휘|단어\s?사전|사전|vocab\w*)\s?(?:크기|사이즈|수|size)?(?:는|은|:|가)?\s?(?:약\s?)?(?P<o>{N})",
    ),
    EasternRule("headCount", r"(?:어텐션\s?)?헤드(?:\s?수)?(?:는|은|:)?\s?(?P<o>{N})\s?개"),
    EasternRule("headCount", r"(?P<o>{N})\s?개의?\s?(?:어텐션\s?)?(?:헤드|attention\sheads?)"),
    EasternRule(
        "hiddenSize",
        r"(?:은닉|히든|hidden)\s?(?:차원|크기|사이즈|size|dim\w*)(?:은|는|:|이)?\s?(?P<o>{N})",
    ),
    EasternRule(
        "license",
        r"(?P<o>{L})\s?(?:라이선스|라이센스|licen[cs]e)?(?:로|으로|하에|를|을|에\s?따라|\s?적용|이다|입니다|$)",
    ),
    EasternRule("license", r"(?:라이선스|라이센스|licen[cs]e)(?:는|은|:)?\s?(?P<o>{L})"),
    EasternRule(
        "contextLength",
        r"(?:컨텍스트|콘텍스트|문맥|context)\s?(?:길이|윈도우|창|length|window)?(?:는|은|가|이|를|을|:|\s)\s?(?:최대\s?|약\s?)?(?P<o>{N})",
    ),
    EasternRule("contextLength", r"(?P<o>{N})\s?(?:토큰의?\s?)?(?:컨텍스트|콘텍스트|문맥|context)"),
    EasternRule("layerCount", r"(?P<o>{N})\s?(?:개의?\s?)?(?:레이어|층(?!위|계)|layers?)"),
    EasternRule("layerCount", r"(?:레이어|층)\s?(?:수)?(?:는|은|:)?\s?(?P<o>{N})\s?(?:개|층|$)"),
    EasternRule("expertCount", r"(?P<o>{N})\s?개의?\s?(?:전문가|experts?)"),
    EasternRule(
        "developedBy", r"(?:개발사?|제작사?|개발\s?기관|만든\s?곳|기관|회사)\s?:\s?(?P<o>{O})"
    ),
)
"""Of several that fit one name, the first one holds."""

CHINESE = (
    # weights
    EasternRule(
        "continuedFrom",
        r"(?:在|基于|从|以)\s?(?P<o>{M})\s?" + _gap(16) + r"(?:继续|持续|进一步|增量)\s?预训练",
    ),
    EasternRule(
        "fineTunedFrom",
        r"(?:在|基于|由|从|以|对|将|用)\s?(?P<o>{M})\s?"
        + _gap(10)
        + r"(?:{D+})?"
        + _gap(10)
        + r"(?:进行)?\s?"
        + _ZH_TUNE,
    ),
    EasternRule(
        "fineTunedFrom",
        r"(?:是|为)\s?(?P<o>{M})\s?的\s?" + _gap(8) + r"(?:微调|指令|对话|聊天)\s?(?:版本|版|模型)",
    ),
    EasternRule("fineTunedFrom", _ZH_TUNE + r"(?:自|于)\s?(?P<o>{M})"),
    EasternRule(
        "distilledFrom",
        r"(?:由|从|自|用|以|对)\s?(?P<o>{M})\s?"
        + _gap(10)
        + r"(?:蒸馏|为教师|作为教师|distill\w*)",
    ),
    EasternRule("distilledFrom", r"蒸馏(?:自|于)\s?(?P<o>{M})"),
    EasternRule(
        "trainedOnOutputsOf",
        r"(?:使用|用|利用)?\s?(?P<o>{M})\s?(?:生成|输出|产生)的?\s?" + _gap(10) + r"(?:训练|微调)",
    ),
    EasternRule(
        "quantizedFrom", r"(?:是|为|对)\s?(?P<o>{M})\s?(?:的|进行)?\s?" + _gap(6) + r"量化"
    ),
    EasternRule("mergeOf", r"(?:由|将|把)\s?(?P<o>{M+})\s?(?:合并|融合)"),
    EasternRule(
        "architectureFrom",
        r"(?:沿用|基于|采用|使用|遵循|与)\s?(?:了)?\s?(?P<o>{M})\s?(?:的|相同的?)?\s?(?:模型)?(?:架构|结构|设计)",
    ),
    EasternRule("derivedFrom", r"(?:基于|以)\s?(?P<o>{M})\s?(?:为基础|模型|构建|开发|训练|打造)"),
    EasternRule("successorOf", r"(?:由|从)\s?(?P<o>{M})\s?(?:升级|迭代|演进)"),
    EasternRule(
        "successorOf", r"(?:是|作为)\s?(?P<o>{M})\s?的\s?(?:后继|继任|下一代|后续|升级|迭代)"
    ),
    # techniques
    EasternRule(
        "lacksTechnique",
        r"(?:没有|没|未|不|并未|不再|并不|并没有|无需|未曾)\s?" + _ZH_USE + r"?\s?(?P<o>{T+})",
    ),
    EasternRule("lacksTechnique", r"(?:而非|而不是|取代|代替|替代|放弃)\s?了?\s?(?P<o>{T+})"),
    EasternRule("usesTechnique", _ZH_USE + r"\s?了?\s?" + _gap(8) + r"(?P<o>{T+})"),
    EasternRule(
        "usesTechnique",
        r"(?:通过|经过|用|以)\s?(?P<o>{T+})\s?" + _gap(6) + r"(?:训练|对齐|微调|优化|得到)",
    ),
    EasternRule(
        "usesTechnique",
        r"(?:是|为)\s?(?:一个|一种)?\s?" + _gap(6) + r"(?P<o>{T+})\s?(?:架构|结构|模型)",
    ),
    # data
    EasternRule("pretrainedOn", r"(?:在|用|使用|基于)\s?(?P<o>{D+})\s?" + _gap(10) + r"预训练"),
    EasternRule("fineTunedOn", r"(?:在|用|使用|基于|以)\s?(?P<o>{D+})\s?" + _gap(10) + _ZH_TUNE),
    EasternRule(
        "evaluatedOn",
        r"(?:在|于)\s?(?P<o>{D+})\s?(?:上|中|基准|测试|榜单|数据集)"
        + _gap(8)
        + r"(?:达到|取得|得分|评测|评估|测试|成绩|准确率|{N})",
    ),
    EasternRule("trainedOn", r"(?:在|用|使用|基于)\s?(?P<o>{D+})\s?" + _gap(10) + r"训练"),
    # comparison
    EasternRule(
        "outperforms",
        r"(?:不如|弱于|落后于|逊于|低于|不及|逊色于|输给)\s?了?\s?(?P<o>{M+})",
        swap=True,
    ),
    EasternRule(
        "outperforms",
        r"(?:优于|超过|超越|胜过|强于|领先于?|好于|击败|打败|高于|超出|赢过)\s?了?\s?(?P<o>{M+})",
    ),
    EasternRule("outperforms", r"比\s?(?P<o>{M+})\s?(?:更|要)?\s?(?:好|强|高|优秀|出色)"),
    EasternRule("comparedWith", r"(?:媲美|对标|比肩|匹敌|接近|相当于)\s?(?P<o>{M+})"),
    EasternRule(
        "comparedWith", r"(?:与|和|同)\s?(?P<o>{M+})\s?(?:相当|持平|相比|对比|比较|相近|不相上下)"
    ),
    # origin
    EasternRule("developedBy", r"由\s?" + _gap(14) + r"(?P<o>{O+})\s?" + _gap(8) + _ZH_MADE),
    EasternRule(
        "developedBy",
        r"(?P<o>{O})\s?" + _gap(8) + _ZH_MADE + r"\s?(?:了|的)?\s?" + _gap(8) + r"(?P<s>{M})",
    ),
    EasternRule(
        "developedBy",
        r"(?:是|为)\s?" + _gap(20) + r"(?P<o>{O})\s?\)?\s?" + _gap(8) + _ZH_MADE + r"的",
    ),
    EasternRule("developedBy", r"(?:开发者|开发商|开发|机构|公司|团队)\s?:\s?(?P<o>{O})"),
    EasternRule("developedBy", r"(?P<o>{O})\s?的\s?(?P<s>{M})"),
    # numbers
    EasternRule(
        "activeParameterCount",
        r"(?:激活|活跃)\s?(?:参数)?\s?(?:量|数)?\s?(?:为|是|约|仅|:)?\s?(?:约)?\s?(?P<o>{N})",
    ),
    EasternRule("activeParameterCount", r"(?P<o>{N})\s?(?:个)?(?:激活|活跃)\s?参数"),
    EasternRule("parameterCount", r"(?P<o>{N+})\s?(?:个)?(?:总)?参数"),
    EasternRule(
        "parameterCount",
        r"(?P<o>{N+})\s?(?:等)?\s?(?:\ue004|[一二三四五六两])?\s?(?:种|个|款)?\s?(?:不同)?\s?(?:尺寸|规模|大小|参数规模)",
    ),
    EasternRule(
        "parameterCount",
        r"参数(?:量|数|规模)?\s?(?:为|是|达|达到|约|共|有|:)?\s?(?:约)?\s?(?P<o>{N+})",
    ),
    EasternRule(
        "trainingTokens",
        r"(?P<o>{N})\s?(?:个)?\s?(?:tokens?|词元|标记)\s?(?:的)?\s?"
        + _gap(8)
        + r"(?:训练|预训练|数据|语料)",
    ),
    EasternRule(
        "trainingTokens",
        r"(?:预?训练)\s?(?:数据|语料|token)?(?:集|量|规模|数)?\s?(?:为|是|达|达到|约|超过|共|使用了?|了|:)?\s?(?:约|超过)?\s?(?P<o>{N})\s?(?:个)?\s?(?:tokens?|词元|标记)",
    ),
    EasternRule(
        "contextLength",
        r"(?:上下文|context)\s?(?:长度|窗口|window|length)?\s?(?:为|是|达|达到|支持|扩展到|可达|:)?\s?(?:约|最长|最大)?\s?(?P<o>{N})",
    ),
    EasternRule("contextLength", r"(?P<o>{N})\s?(?:tokens?)?\s?(?:的)?\s?(?:上下文|context)"),
    EasternRule(
        "layerCount",
        r"(?:共|有|包含|包括|:|为|由|,)\s?(?P<o>{N})\s?层(?!次|级|面|\s?[A-Za-z\ue000-\ue005])",
    ),
    EasternRule("expertCount", r"(?P<o>{N})\s?个\s?(?:路由)?\s?专家"),
    EasternRule("license", r"(?:采用|基于|以|遵循|使用)?\s?(?P<o>{L})\s?(?:许可|协议|授权|开源)"),
    EasternRule("license", r"(?:许可证?|协议|授权)\s?(?:为|是|:)\s?(?P<o>{L})"),
    EasternRule("hiddenSize", r"隐藏\s?(?:层)?\s?(?:维度|大小|尺寸)\s?(?:为|是|:)?\s?(?P<o>{N})"),
    EasternRule("headCount", r"(?P<o>{N})\s?个\s?(?:注意力)?头"),
    EasternRule(
        "vocabularySize", r"词表\s?(?:大小|规模)?\s?(?:为|是|达|:)?\s?(?:约)?\s?(?P<o>{N})"
    ),
)
"""Of several that fit one name, the first one holds."""
