"""The causes of loop 2, afregning ↔ postering: one module each, with `RULE` and `rammer(t)` over a judged group (`grupper`)."""
