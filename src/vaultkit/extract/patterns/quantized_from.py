"""A model is another one with fewer bits a weight.

Foo-GGUF is a quantised Bar. A 4-bit quantization of Bar. GPTQ version of Bar.
"""

from vaultkit.extract.pattern import Pattern

quantized_from = Pattern(
    "quantized-from",
    "quantizedFrom",
    (
        "S quantize|quantise|quantized|quantised ~2 version|variant|copy|model|checkpoint|release|build of|from O",
        "S quantization|quantisation|quant|quants of|for|from O",
        "S <NUM>? bit|4bit|8bit quantize|quantise|quantized|quantization|quant ~2 of|from|version O",
        "S =gguf|gptq|awq|ggml|exl2|mlx version|quant|conversion|build|copy of|for O",
        "S be _2 quantize|quantise ~2 from O",
        "S =is|was O quantize|quantise|quantized|quantised|compressed|converted",
        "S =quantized|quantised O",
    ),
)
