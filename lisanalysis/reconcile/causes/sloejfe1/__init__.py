"""The causes of loop 1, bevilling ↔ afregning: one module each, with `RULE` and `rammer(t)` over a judged settlement (`sloejfe1`)."""
