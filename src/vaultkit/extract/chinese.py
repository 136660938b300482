"""How Chinese sentences say what models are, as patterns over names and verbs."""

from __future__ import annotations

from vaultkit.extract.eastern_rules import EasternRule, gap

_ZH_USE = r"(?:采用|使用|运用|引入|应用|结合|利用|搭载|配备|用到|加入)"
_ZH_MADE = r"(?:开发|发布|推出|提出|研发|开源|训练|打造|研制|公布)"
_ZH_TUNE = r"(?:微调|精调|指令微调|监督微调|fine-?\s?tun\w*|SFT)"

CHINESE = (
    # weights
    EasternRule(
        "continuedFrom",
        r"(?:在|基于|从|以)\s?(?P<o>{M})\s?" + gap(16) + r"(?:继续|持续|进一步|增量)\s?预训练",
    ),
    EasternRule(
        "fineTunedFrom",
        r"(?:在|基于|由|从|以|对|将|用)\s?(?P<o>{M})\s?"
        + gap(10)
        + r"(?:{D+})?"
        + gap(10)
        + r"(?:进行)?\s?"
        + _ZH_TUNE,
    ),
    EasternRule(
        "fineTunedFrom",
        r"(?:是|为)\s?(?P<o>{M})\s?的\s?" + gap(8) + r"(?:微调|指令|对话|聊天)\s?(?:版本|版|模型)",
    ),
    EasternRule("fineTunedFrom", _ZH_TUNE + r"(?:自|于)\s?(?P<o>{M})"),
    EasternRule(
        "distilledFrom",
        r"(?:由|从|自|用|以|对)\s?(?P<o>{M})\s?" + gap(10) + r"(?:蒸馏|为教师|作为教师|distill\w*)",
    ),
    EasternRule("distilledFrom", r"蒸馏(?:自|于)\s?(?P<o>{M})"),
    EasternRule(
        "trainedOnOutputsOf",
        r"(?:使用|用|利用)?\s?(?P<o>{M})\s?的?\s?(?:生成|输出|产生|蒸馏)的?\s?"
        + gap(10)
        + r"(?:训练|微调)",
    ),
    EasternRule("quantizedFrom", r"(?:是|为|对)\s?(?P<o>{M})\s?(?:的|进行)?\s?" + gap(6) + r"量化"),
    EasternRule("mergeOf", r"(?:由|将|把)\s?(?P<o>{M+})\s?(?:合并|融合)"),
    EasternRule(
        "architectureFrom",
        r"(?:沿用|基于|采用|使用|遵循|与)\s?(?:了)?\s?(?P<o>{M})\s?(?:的|相同的?)?\s?(?:模型)?(?:架构|结构|设计)",
    ),
    EasternRule(
        "derivedFrom",
        r"(?:基于|以|用|将|把)\s?(?P<o>{M})\s?(?:为基础|为基座|为底座|为骨干|为基模|作为基座|作为底座|作为基础|做底座|模型|构建|开发|训练|打造)",
    ),
    EasternRule("derivedFrom", r"基于\s?(?P<o>{M})\s?(?=,|$)"),
    EasternRule(
        "architectureFrom",
        r"(?:架构|结构)\s?(?:与|和|同)\s?(?P<o>{M})\s?(?:完全|基本)?(?:相同|一致|一样)",
    ),
    EasternRule("successorOf", r"(?:由|从)\s?(?P<o>{M})\s?(?:升级|迭代|演进)"),
    EasternRule(
        "successorOf", r"(?:是|作为)\s?(?P<o>{M})\s?的\s?(?:后继|继任|下一代|后续|升级|迭代)"
    ),
    # techniques
    EasternRule(
        "lacksTechnique",
        r"(?:没有|没|未|不|并未|不再|并不|并没有|无需|未曾)\s?"
        r"(?:" + _ZH_USE + r"|做|进行|经过|依赖|需要|用)?\s?(?:任何)?\s?(?P<o>{T+})",
    ),
    EasternRule("lacksTechnique", r"(?:而非|而不是|取代|代替|替代|放弃)\s?了?\s?(?P<o>{T+})"),
    EasternRule(
        "usesTechnique",
        r"(?:沿用|延续|继承|保留|使用|采用)\s?了?\s?{M}\s?的\s?(?P<o>{T+})(?!\s?的?\s?(?:模型|架构))",
    ),
    EasternRule("usesTechnique", _ZH_USE + r"\s?了?\s?" + gap(8) + r"(?P<o>{T+})"),
    EasternRule(
        "usesTechnique",
        r"(?:通过|经过|用|以)\s?(?P<o>{T+})\s?"
        + gap(6)
        + r"(?:训练|对齐|微调|优化|得到|做|进行|来|完成|提升|增强)",
    ),
    EasternRule(
        "usesTechnique",
        r"(?:做|进行|经过|经|辅以|再加|接受)\s?了?\s?(?P<o>{T+})(?!\s?(?:的)?\s?(?:对比|比较|评测))",
    ),
    EasternRule(
        "usesTechnique",
        r"(?:激活函数|位置编码|归一化|优化器|注意力(?:机制)?|分词器|分词)\s?(?:为|是|采用|使用|用|选用|:)\s?了?\s?(?P<o>{T+})",
    ),
    EasternRule(
        "usesTechnique",
        r"(?:是|为)\s?(?:一个|一种)?\s?" + gap(6) + r"(?P<o>{T+})\s?(?:架构|结构|模型)",
    ),
    EasternRule("usesTechnique", r"(?P<o>{T+})\s?(?:对齐|微调|学习率调度|调度)(?=\s*(?:,|$))"),
    EasternRule("usesTechnique", r"(?<![^,:])\s*(?P<o>{T}{A})(?=\s*(?:,|$))", fragments=True),
    # data
    EasternRule(
        "fineTunedOn",
        r"(?:用|使用|基于|以)\s?{N}\s?(?:条|个)?\s?(?P<o>{S+})\s?" + gap(10) + _ZH_TUNE,
    ),
    EasternRule("pretrainedOn", r"(?:在|用|使用|基于)\s?(?P<o>{D+})\s?" + gap(10) + r"预训练"),
    EasternRule("fineTunedOn", r"(?:在|用|使用|基于|以)\s?(?P<o>{D+})\s?" + gap(10) + _ZH_TUNE),
    EasternRule(
        "evaluatedOn",
        r"(?:在|于)\s?(?P<o>{D+})\s?(?:上|中|基准|测试|榜单|数据集)"
        + gap(8)
        + r"(?:达到|取得|得分|评测|评估|测试|成绩|准确率|{N})",
    ),
    EasternRule("trainedOn", r"(?:在|用|使用|基于)\s?(?P<o>{D+})\s?" + gap(10) + r"训练"),
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
    EasternRule("developedBy", r"由\s?" + gap(14) + r"(?P<o>{O+})\s?" + gap(8) + _ZH_MADE),
    EasternRule(
        "developedBy",
        r"(?P<o>{O})\s?"
        + gap(8)
        + _ZH_MADE
        + r"\s?(?:了|的)?\s?[^\ue000-\ue003.;!?\n,]{0,8}?(?P<s>{M})",
    ),
    EasternRule(
        "developedBy",
        r"(?:是|为)\s?" + gap(20) + r"(?P<o>{O+})\s?\)?\s?" + gap(8) + _ZH_MADE + r"的",
    ),
    EasternRule("developedBy", r"(?:开发者|开发商|开发|机构|公司|团队)\s?:\s?(?P<o>{O})"),
    EasternRule("developedBy", r"(?P<o>{O})\s?的\s?(?P<s>{M})"),
    EasternRule(
        "expertsPerToken", r"每(?:次|个\s?(?:token|词元))\s?激活\s?(?:其中\s?)?(?P<o>{N})\s?个"
    ),
    EasternRule(
        "trainingTokens",
        r"(?<![^,:])\s*(?P<o>{N})\s?(?:个)?\s?(?:tokens?|词元)\s*(?=,|$)",
        fragments=True,
    ),
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
        r"(?P<o>{N})\s?(?:个)?\s?(?:中英文?|中英双语|多语言?|高质量|文本)?\s?(?:tokens?|词元|标记)\s?(?:的)?\s?"
        + gap(8)
        + r"(?:训练|预训练|数据|语料)",
    ),
    EasternRule(
        "trainingTokens",
        r"(?:预?训练)\s?(?:数据|语料|token)?(?:集|量|规模|数)?\s?(?:为|是|达|达到|约|超过|共|使用了?|了|:)?\s?(?:约|超过)?\s?(?P<o>{N})\s?(?:个)?\s?(?:tokens?|词元|标记)",
    ),
    EasternRule(
        "trainingTokens",
        r"(?:预训练|训练)\s?(?:数据|语料|token)\s?(?:集|量|规模|数)?\s?从\s?{N}\s?(?:tokens?)?\s?"
        + gap(4)
        + r"(?:扩展|扩充|扩大|增加|增|提升|提高)(?:到|至)\s?了?\s?(?P<o>{N})",
    ),
    EasternRule(
        "contextLength",
        r"(?:上下文|context)\s?(?:长度|窗口)?\s?从\s?{N}\s?"
        + gap(4)
        + r"(?:扩展|扩充|扩大|增加|提升|延长)(?:到|至)\s?了?\s?(?P<o>{N})",
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
