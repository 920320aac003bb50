from learnorg.register.origins import origins, review_of
from learnorg.register.register import Register
from learnorg.register.reviews import EVERY, reviews
from registers import TODAY


def test_origins(register: Register) -> None:
    """
    A record came of a finding that names it, of what it was raised from, and of its source.
    ---
    id: REV-2611-r1xbcd
    title: One
    type: problem
    raised: 2026-11-02
    findings:
      - {what: No short id, home: [IMP-2611-m1xbcd, servicenow:CHG0000001]}
      - {id: b2k, what: Two, home: ["IMP-2611-m1xbcd#s1x", KB-2611-k1xbcd]}
    ---
    id: IMP-2611-m1xbcd
    title: At home twice
    raised: 2026-11-02
    links: [{rel: raised-from, to: "REV-2611-r1xbcd#b2k"}]
    ---
    id: IMP-2611-m2xbcd
    title: By its source
    raised: 2026-11-02
    source: {ref: "REV-2611-r1xbcd#b2k"}
    ---
    id: IMP-2611-m3xbcd
    title: Only related
    raised: 2026-11-02
    links: [{rel: relates-to, to: REV-2611-r1xbcd}]
    ---
    id: KB-2611-k1xbcd
    title: An article
    type: fix
    raised: 2026-11-02
    links: [{rel: learned-from, to: REV-2611-r1xbcd}]
    """
    found = origins(register, reviews(register, EVERY, TODAY))
    assert found == {
        "IMP-2611-m1xbcd": ["REV-2611-r1xbcd#1", "REV-2611-r1xbcd#b2k"],
        "IMP-2611-m2xbcd": ["REV-2611-r1xbcd#b2k"],
        "KB-2611-k1xbcd": ["REV-2611-r1xbcd#b2k", "REV-2611-r1xbcd"],
    }
    assert {review_of(one) for some in found.values() for one in some} == {"REV-2611-r1xbcd"}
