"""Hold the gate to the trap's rewrites: python -m scripts.rewrites [--show] [dev|held]."""
import json, sys, tomllib
from collections import Counter
from pathlib import Path
from ringback.core.gate import judge
from ringback.core.sentences import split
from ringback.core.ground import lexicon
cat = Path("src/ringback/catalogue")
W = lexicon(tomllib.loads((cat/"phrases/gate.toml").read_text()), (cat/"words/synonyms.txt").read_text(), (cat/"words/colouring.txt").read_text(), (cat/"words/persons.txt").read_text())
half = sys.argv[1]; show = "--show" in sys.argv
cases = [json.loads(l) for l in open("tests/core/rewrites/trap.jsonl")]
cases = cases[:20] if half == "dev" else cases[20:]
caught = total = alarms = faithful = sents = sal = rc = rt = 0
c = Counter(); k=Counter()
for case in cases:
    for r in case["rewrites"]:
        j = judge(r["text"], case["facts"], case["message"], W)
        if r["wrong"]:
            got = 0
            for w in r["wrong"]:
                at = r["text"].find(w)
                assert at >= 0
                hit = any(s.start < at+len(w) and at < s.end for s in j.struck)
                got += hit; total += 1; caught += hit
                k[r['how'],'hit' if hit else 'miss']+=1
                if show and not hit: print("MISS", r["id"], r["how"], w)
            rt += 1; rc += got == len(r["wrong"])
            # collateral
        else:
            faithful += 1; sents += len(split(r['text'])); sal += len(j.struck); alarms += bool(j.struck)
            if show:
                for s in j.struck: print("ALARM", r["id"], [(b.sort,b.words) for b in s.because], "|", s.text[:90])
            for s in j.struck:
                for b in s.because: c[b.sort] += 1
print(half, "claims", caught, total, caught/total, "rewrites", rc, rt, "sentence alarms", sal, sents, round(sal/sents,3), "alarms", alarms, faithful, alarms/faithful, dict(c), {h:(k[h,'miss'],k[h,'hit']) for h in sorted({a for a,_ in k})})
