"""A slow, obvious version of the rollup, written from the design and not from the code: an oracle for laws."""

from fractions import Fraction


def slow_figures(edition, states, levels, figure, *, unknown_caps, verdict_of):  # noqa: C901 - one plain recursion
    """Every node's level by plain recursion. `levels` of answered questions; `verdict_of(cap)`: True, False or None."""
    low, high = edition.scale.lowest, edition.scale.highest
    found = {}

    def leaf(question, how):
        state = states[question.id]
        if state in ("answered", "not_known"):
            return Fraction(levels[question.id])
        if state != "unanswered" or how == "so_far":
            return None
        return Fraction(low if how == "floor" else high)

    def mean(pairs):
        scored = [(Fraction(weight), level) for weight, level in pairs if level is not None and weight > 0]
        return sum(w * level for w, level in scored) / sum(w for w, _ in scored) if scored else None

    def weakest(pairs):
        return min((level for weight, level in pairs if level is not None and weight > 0), default=None)

    def steps(children):
        passing = []
        for child in children:
            if child.weight > 0:
                how = "floor" if figure == "so_far" else figure
                counted = [leaf(q, how) for q in child.questions if q.weight > 0]
                counted = [level for level in counted if level is not None]
                passing.append(all(level >= child.pass_at for level in counted) if counted else "empty")
        if not any(step != "empty" for step in passing):
            return None
        run = 0
        while run < len(passing) and passing[run] is not False:
            run += 1
        if True not in passing[:run]:
            run = 0
        return low + Fraction(run, len(passing)) * (high - low)

    def rolled(rule, children, pairs):
        if rule == "ladder":
            return steps(children)
        return weakest(pairs) if rule == "min" else mean(pairs)

    for section in edition.sections:
        for strand in section.strands:
            for question in strand.questions:
                found[question.id] = leaf(question, figure)
            pairs = [(q.weight, found[q.id]) for q in strand.questions]
            found[strand.id] = rolled(strand.rollup, (), pairs)
        level = rolled(section.rollup, section.strands, [(t.weight, found[t.id]) for t in section.strands])
        for cap in section.caps:
            verdict = verdict_of(cap)
            if level is not None and (verdict is True or (verdict is None and unknown_caps)):
                level = min(level, Fraction(cap.maximum_level))
        found[section.id] = level
    if edition.scoring.over == "questions":
        found["overall"] = mean([(q.weight, found[q.id]) for q in edition.questions.values()])
    else:
        found["overall"] = mean([(section.weight, found[section.id]) for section in edition.sections])
    return found
