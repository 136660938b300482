"""How Korean sentences say what models are, as patterns over names and particles."""

from __future__ import annotations

from vaultkit.extract.eastern_rules import EasternRule, gap

_KO_MADE = r"(?:개발|공개|출시|발표|만든|만들|만듦|내놓|배포|릴리[즈스]|제작|선보|오픈소스로)"
_KO_USE = r"(?:진행|수행|거[쳐치친쳤]|실시|사용|써|쓰|쓴|썼|이용|활용|채택|적용|도입|탑재|결합|갖추|사용해|채용)"
_KO_NOT = r"(?:하지|되지|지)\s?(?:않|못|아니)|(?:를|을|가|이|은|는)?\s?없"
_KO_TAKEN = r"(?:에\s?)?(?:수집|모은|공유된|크롤링|추출|가져온|포함된|필터링|데이터)"
_KO_TUNE = r"(?:(?:fine-?\s?tun\w*|파인\s?튜닝|미세\s?조정|튜닝|instruction[\s-]?tun\w*|SFT|지도\s?학습|추가\s?학습))"

KOREAN = (
    # weights
    EasternRule(
        "continuedFrom",
        r"(?P<o>{M})(?:를|을|에|에서)\s?(?:이어서?|추가로?|계속|지속)\s?(?:사전\s?학습|학습|pre-?train)",
    ),
    EasternRule("fineTunedFrom", r"(?P<o>{M})\s?(?:모델)?(?:를|을)\s?" + gap(24) + _KO_TUNE),
    EasternRule(
        "fineTunedFrom",
        r"(?P<o>{M})\s?(?:모델)?(?:를|을)?\s?(?:기반|바탕|베이스)(?:으로|로)?\s?"
        + gap(24)
        + _KO_TUNE,
    ),
    EasternRule(
        "initializedFrom",
        r"(?P<o>{M})(?:의)?\s?(?:모델\s?)?(?:가중치|웨이트|체크포인트|weights?)(?:를|을|로|으로|에서)[^.;!?\n\ue000]{0,20}?(?:초기|시작|initial|넣|얹|가져|로드|복사)",
    ),
    EasternRule("initializedFrom", r"(?P<o>{M})(?:로|으로|에서|로부터)\s?(?:초기화|initialize)"),
    EasternRule("fineTunedFrom", r"(?P<o>{M})(?:에서|로부터|의)\s?" + gap(12) + _KO_TUNE),
    EasternRule(
        "fineTunedFrom",
        r"(?P<o>{M})(?:를|을)\s?[^.;!?\n\ue000]{0,40}?" + _KO_TUNE,
    ),
    EasternRule("fineTunedFrom", r"(?P<o>{M})에\s?[^.;!?\n\ue000]{0,40}?" + _KO_TUNE),
    EasternRule(
        "fineTunedFrom",
        r"(?P<o>{M})에\s?{T}(?:를|을)\s?(?:써서|써|사용해|적용해|이용해|적용하여)\s?[^.;!?\n]{0,40}?(?:학습|훈련|튜닝)",
    ),
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
        r"(?:아키텍처|구조|architecture)(?:는|은|도|가)?\s?(?P<o>{M})(?:와|과)\s?(?:거의\s?|완전히\s?)?(?:같|동일)",
    ),
    EasternRule(
        "architectureFrom",
        r"(?P<o>{M})(?:와|과)\s?(?:같은|동일한|비슷한|유사한)\s?(?:모델\s?)?(?:아키텍처|구조|architecture)",
    ),
    EasternRule(
        "derivedFrom",
        r"(?P<o>{M})\s?(?:모델)?(?:를|을)?\s?(?:기반|바탕|베이스)(?:으로|로|의|한|이며|이고|이다|입니다|임|인|\s?모델|\s*$|\s?,)",
    ),
    EasternRule(
        "distilledFrom",
        r"(?P<o>{M})(?:를|을|에서|로부터|의)\s?" + gap(16) + r"(?:증류|distill\w*)",
    ),
    EasternRule(
        "trainedOnOutputsOf",
        r"(?P<o>{M})(?:의|이|가)\s?(?:출력|응답|답변|설명|풀이|추론|신호|지식|생성한|만든)\s?"
        + gap(16)
        + r"(?:학습|훈련|튜닝)",
    ),
    EasternRule(
        "trainedOnOutputsOf",
        r"데이터(?:셋)?(?:는|를|은|을|가)?\s?"
        + gap(6)
        + r"(?P<o>{M})(?:로|으로|을|를|이|가|에서|에게서)?\s?"
        + gap(12)
        + r"(?:생성|만들|합성)",
    ),
    EasternRule(
        "trainedOnOutputsOf",
        r"(?P<o>{M})(?:로|으로|이|가|를\s?통해|을\s?통해)\s?(?:생성|만든|합성)"
        + gap(24)
        + r"(?:학습|훈련|튜닝)",
    ),
    EasternRule("quantizedFrom", r"(?P<o>{M})(?:를|을|의)\s?" + gap(10) + r"(?:양자화|quantiz\w*)"),
    EasternRule(
        "continuedFrom",
        r"(?P<o>{M})(?:를|을|에)\s?[^.;!?\n\ue000]{0,40}?(?:continued?\s?pre-?train|CPT|추가\s?사전\s?학습|계속\s?사전\s?학습|지속\s?사전\s?학습|이어서\s?학습)",
    ),
    EasternRule(
        "derivedFrom",
        r"(?P<o>{M})(?:를|을)\s?[^.;!?\n\ue000]{0,40}?(?:재학습|추가\s?학습|학습)(?:한|시킨)\s?(?:모델|버전)",
    ),
    EasternRule("fineTunedFrom", r"(?P<o>{M})(?:를|을)\s?[^.;!?\n]{0,60}?" + _KO_TUNE),
    EasternRule(
        "derivedFrom",
        r"(?P<o>{M})(?:의|에)?\s?(?:어휘|vocab\w*|토크나이저)(?:에|를|을)\s?[^.;!?\n\ue000]{0,30}?(?:추가|확장)",
    ),
    EasternRule("derivedFrom", r"(?P<o>{M})(?:를|을)\s?확장(?:한|해|하여)"),
    EasternRule("mergeOf", r"(?P<o>{M+})(?:를|을)\s?(?:병합|머지|합친|합쳐|merge)"),
    EasternRule("successorOf", r"(?P<o>{M})의\s?(?:후속|후계|다음\s?(?:버전|세대)|차기)"),
    # techniques
    EasternRule(
        "lacksTechnique", r"(?P<o>{T+})(?:를|을|은|는|이|가|도)?\s?" + _KO_USE + r"?" + _KO_NOT
    ),
    EasternRule("lacksTechnique", r"(?P<o>{T})\s?(?:대신|이\s?아니라|가\s?아니라)"),
    EasternRule("lacksTechnique", r"(?P<o>{T+})(?:를|을)\s?(?:제거|빼고|빼서|없애)"),
    EasternRule("usesTechnique", r"(?P<o>{T+})(?:를|을)\s?(?:추가|넣)"),
    EasternRule("usesTechnique", r"(?P<o>{T+})(?:를|을)\s?(?:한다|했다|함|하고|하며)"),
    EasternRule("usesTechnique", r"(?P<o>{T+})(?:를|을)?\s?" + gap(8) + _KO_USE),
    EasternRule(
        "usesTechnique",
        r"(?P<o>{T+})(?:로|으로|를\s?통해|을\s?통해)\s?"
        + gap(12)
        + r"(?:학습|훈련|정렬|튜닝|미세|조정|최적화|양자화|파인|align|확장|늘[렸린려리]|초기화)",
    ),
    EasternRule("usesTechnique", r"(?P<o>{T+})\s?(?:순서|순)(?:로|으로|\s*$|이다|임)\s?"),
    EasternRule(
        "usesTechnique",
        r"(?:핵심|특징|아이디어|포인트)(?:은|는)\s?(?P<o>{T+})(?:이다|임|입니다|\s*$)",
    ),
    EasternRule(
        "usesTechnique",
        r"(?:post-?\s?training|후처리|사후\s?학습|정렬|alignment)(?:은|는|으로는|에는|:)\s?(?P<o>{T+})",
    ),
    EasternRule("usesTechnique", r"(?<![^,])\s*(?P<o>{T}{A})(?=\s*(?:,|$))", fragments=True),
    EasternRule(
        "usesTechnique", r"(?P<o>{T+})\)?(?:를|을)?\s?(?:이후|거친|후에|뒤에|한\s뒤|한\s후|\s후\s)"
    ),
    EasternRule(
        "usesTechnique",
        r"(?P<o>{T+})\s?(?:파인\s?튜닝|fine-?\s?tun\w*|튜닝|학습)(?:한|했|하여|을|됨|함|으로|된)",
    ),
    EasternRule(
        "usesTechnique",
        r"(?:활성화?\s?함수|위치\s?(?:인코딩|임베딩)|정규화|옵티마이저|토크나이저|어텐션(?!\s?헤드)|목적\s?함수)(?:는|은|으로는|로는|로|으로|에는|:)?\s?(?P<o>{T+})(?!\s?(?:대신|보다))",
    ),
    EasternRule("usesTechnique", r":\s?(?P<o>{T}{A}(?:{AND}{T}{A}){1,7})\s*$"),
    EasternRule(
        "usesTechnique",
        r"(?P<o>{T+})\s?(?:기반|구조|방식|아키텍처|모델)(?:의|으로|을|를|이다|이며|이고|입니다)",
    ),
    # data
    EasternRule(
        "pretrainedOn",
        r"(?P<o>{D+})(?:로|으로|에서|에|를|을)?\s?"
        + gap(16)
        + r"(?:사전\s?학습|사전\s?훈련|pre-?train)",
    ),
    EasternRule(
        "fineTunedOn",
        r"(?P<o>{D+})(?:로|으로|에서|에)?(?!\s?(?:성능|점수|정확도|벤치))\s?" + gap(16) + _KO_TUNE,
    ),
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
        + gap(16)
        + r"{N}\s?(?:%|점|퍼센트|을|를)",
    ),
    EasternRule(
        "evaluatedOn",
        r"(?P<o>{B+})\s?(?:벤치마크)?(?:에서|에서는|기준|로|으로|을|를)\s?"
        + gap(16)
        + r"(?:성능|점수|평가|정확도|기록|달성|SOTA)",
    ),
    EasternRule(
        "trainedOn",
        r"(?P<o>{D+})\s?(?:데이터셋|데이터|말뭉치|코퍼스)?(?:로|으로|에서|를|을)\s?"
        + gap(10)
        + r"(?:학습|훈련)",
    ),
    EasternRule("trainedOn", r"(?P<o>{S+})\s?(?:등)?(?:로|으로)\s?(?:구성|이루어)"),
    EasternRule("trainedOn", r"(?P<o>{S+})[^.;!?\n\ue000]{0,24}?(?:를|을)\s?(?:사용|활용|이용)"),
    # comparison
    EasternRule(
        "outperforms",
        r"(?P<o>{M+})보다\s?" + gap(16) + r"(?:낮|떨어|못하|못한|뒤[처떨]|느리|나쁘)",
        swap=True,
    ),
    EasternRule(
        "outperforms",
        r"(?P<o>{M+})보다\s?" + gap(16) + r"(?:좋|높|우수|뛰어|앞서|앞선|강력|낫|나은|잘)",
    ),
    EasternRule(
        "outperforms",
        r"(?P<o>{M+})(?:를|을)\s?" + gap(8) + r"(?:능가|뛰어넘|앞서|앞지|제치|이기|이겼)",
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
        "developedBy",
        r"(?P<o>{O})의\s?[^.;!?\n\ue000,]{0,20}?(?:모델|LLM)(?:이다|입니다|임|이며|이고|로|으로|\s*$)",
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
        r"(?P<o>{N}{A}(?:{AND}{N}{A}){1,7})\s?(?:총\s)?(?:두|세|네|다섯|여섯|[2-6]|\ue004)\s?(?:가지|종류|종|개)",
    ),
    EasternRule(
        "parameterCount",
        r"(?P<o>{N}\s?모델(?:{AND}{N}\s?모델){1,7})(?:이|가|로)?\s?(?:있[다는음습고으]|나[왔온와]|존재|제공|공개|출시|구성)",
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
        r"(?:파라미터|매개변수)(?:는|은|가|이|:|\s?(?:수|개수)(?:는|가|:)?)?\s?(?:총\s?|약\s?)?(?P<o>{N+})(?!\s?(?:개의?\s?)?(?:토큰|tokens?|배|%|B\b))",
    ),
    EasternRule(
        "parameterCount",
        r"(?P<o>{N}{A}(?:{AND}{N}{A}){1,7})\s?(?:모델)?(?:가|이|로|까지)?\s?(?:의\s)?(?:있[다는음습고으]|나[왔온와]|존재|제공|공개|출시|구성)",
    ),
    EasternRule(
        "parameterCount",
        r"(?P<s>{M})(?:은|는)\s?(?P<o>{N})(?:이다|입니다|임|이고|이며)?\s*(?:$|,(?!\s?\ue004))",
    ),
    EasternRule(
        "trainingTokens",
        r"(?P<s>{M})(?:은|는)\s?(?:같은\s)?(?P<o>{N})\s?(?:토큰)?(?=\s?,[^.;!?\n]{0,60}?(?:로|으로|을|를)\s?(?:사전\s?)?(?:학습|훈련))",
    ),
    EasternRule(
        "trainingTokens", r"(?P<s>{M})(?:은|는)\s?(?P<o>{N})(?:로|으로)\s?(?:사전\s?)?(?:학습|훈련)"
    ),
    EasternRule(
        "trainingTokens", r"(?P<o>{N})\s?(?:개의?\s?)?(?:토큰|tokens?)(?:을|를)\s?(?:사용|학습)"
    ),
    EasternRule(
        "trainingTokens",
        r"(?P<o>{N})\s?(?:개의?\s?)?(?:토큰|tokens?)(?:으로|로|을|를|에|\s?이상)?\s?"
        + gap(12)
        + r"(?:학습|훈련|pre-?train)",
    ),
    EasternRule(
        "trainingTokens",
        r"(?P<o>{N})\s?(?:개의?\s?)?(?:토큰|tokens?)(?=\s?,\s?{M}[^.;!?\n\ue000-\ue003]{0,12}{N}\s?(?:개의?\s?)?(?:토큰|tokens?)(?:으로|로|을|를)\s?[^.;!?\n]{0,10}(?:학습|훈련))",
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
        + gap(16)
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
    EasternRule("contextLength", r"(?P<o>{N})\s?(?:토큰\s?)?까지\s?(?:지원|처리)"),
    EasternRule(
        "contextLength",
        r"(?:컨텍스트|콘텍스트|문맥|context)\s?(?:길이|윈도우|창|length|window)?(?:는|은|가|이|를|을)?\s?{N}\s?(?:토큰)?(?:에서|부터)\s?(?P<o>{N})\s?(?:토큰)?(?:로|으로|까지)",
    ),
    EasternRule(
        "contextLength",
        r"(?:컨텍스트|콘텍스트|문맥|context)\s?(?:길이|윈도우|창|length|window)?(?:는|은|가|이|를|을|:|\s)\s?(?:최대\s?|약\s?)?(?P<o>{N})(?!\s?(?:에서|부터))",
    ),
    EasternRule("contextLength", r"(?P<o>{N})\s?(?:토큰의?\s?)?(?:컨텍스트|콘텍스트|문맥|context)"),
    EasternRule(
        "layerCount",
        r"(?P<o>{N})\s?(?:개의?\s?)?(?:레이어|층(?!위|계)|layers?)(?!씩|\s?짜리|(?:를|을)\s?(?:잘라|제거|빼|추가|복사|반복|버))",
    ),
    EasternRule("layerCount", r"(?:레이어|층)\s?(?:수)?(?:는|은|:)?\s?(?P<o>{N})\s?(?:개|층|$)"),
    EasternRule("expertCount", r"(?P<o>{N})\s?개의?\s?(?:전문가|experts?)"),
    EasternRule(
        "developedBy", r"(?:개발사?|제작사?|개발\s?기관|만든\s?곳|기관|회사)\s?:\s?(?P<o>{O})"
    ),
)
"""Of several that fit one name, the first one holds."""
