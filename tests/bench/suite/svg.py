"""Small charts of how figures grow, as SVG; and the exponents that fit them."""

import html
import math

WIDTH, HEIGHT, COLUMNS = 330, 230, 3
LEFT, RIGHT, TOP, BOTTOM = 58, 14, 34, 34
COLOURS = ("#1f5fa8", "#c2571a", "#4a7a1e", "#7a3b8f")


def exponent(points):
    """Of y = c x^e, by least squares of the logarithms; None with less than two points."""
    logs = [(math.log(x), math.log(y)) for x, y in points if x > 0 and y > 0]
    if len({x for x, _ in logs}) < 2:
        return None
    mean_x = sum(x for x, _ in logs) / len(logs)
    mean_y = sum(y for _, y in logs) / len(logs)
    return (sum((x - mean_x) * (y - mean_y) for x, y in logs)
            / sum((x - mean_x) ** 2 for x, _ in logs))


def short(value):
    for size, unit in ((1e6, "M"), (1e3, "k")):
        if value >= size:
            return f"{value / size:.3g}{unit}"
    return f"{value:.3g}"


def ticks(low, high):
    """1, 2 and 5 times the powers of ten between; of a wide range only these powers."""
    steps = (1,) if math.log10(high / low) > 3 else (1, 2, 5)
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    return [step * 10 ** power for power in powers for step in steps
            if low <= step * 10 ** power <= high]


def panel(title, series):
    """One chart with logarithmic axes; `series` is a dict from name to points."""
    xs = [x for points in series.values() for x, _ in points]
    ys = [y for points in series.values() for _, y in points]
    x_low, x_high = min(xs) / 1.2, max(xs) * 1.2
    # Above the lines is room for their names.
    room = max(1.5, (max(ys) / min(ys)) ** (.13 * len(series)))
    y_low, y_high = min(ys) / 1.6, max(ys) * 1.4 * room

    def place(value, low, high, start, length):
        return start + length * math.log(value / low) / math.log(high / low)

    def at_x(x):
        return place(x, x_low, x_high, LEFT, WIDTH - LEFT - RIGHT)

    def at_y(y):
        return HEIGHT - place(y, y_low, y_high, BOTTOM, HEIGHT - TOP - BOTTOM)

    out = [f'<text x="{LEFT}" y="16" font-weight="bold">{html.escape(title)}</text>',
           f'<rect x="{LEFT}" y="{TOP}" width="{WIDTH - LEFT - RIGHT}" '
           f'height="{HEIGHT - TOP - BOTTOM}" fill="none" stroke="#999"/>']
    for x in sorted(set(xs)):
        out.append(f'<text x="{at_x(x):.1f}" y="{HEIGHT - 16}" text-anchor="middle">{short(x)}</text>')
    for y in ticks(y_low, y_high):
        out.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{at_y(y):.1f}" y2="{at_y(y):.1f}" '
                   'stroke="#ddd"/>')
        out.append(f'<text x="{LEFT - 6}" y="{at_y(y) + 4:.1f}" text-anchor="end">{short(y)}</text>')
    for number, (name, points) in enumerate(series.items()):
        colour = COLOURS[number % len(COLOURS)]
        path = " ".join(f"{at_x(x):.1f},{at_y(y):.1f}" for x, y in points)
        out.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        out += [f'<circle cx="{at_x(x):.1f}" cy="{at_y(y):.1f}" r="3" fill="{colour}"/>'
                for x, y in points]
        fitted = exponent(points)
        label = name + ("" if fitted is None else f": n^{fitted:.2f}")
        out.append(f'<text x="{LEFT + 8}" y="{TOP + 16 + 14 * number}" fill="{colour}">'
                   f'{html.escape(label)}</text>')
    return "\n".join(out)


def drawing(title, panels):
    """`panels`: a list of (title, series)."""
    rows = -(-len(panels) // COLUMNS)
    width, height = COLUMNS * WIDTH, rows * HEIGHT + 30
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
           f'viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="11">',
           f'<rect width="{width}" height="{height}" fill="#fff"/>',
           f'<text x="10" y="20" font-size="13">{html.escape(title)}</text>']
    for number, (name, series) in enumerate(panels):
        x, y = number % COLUMNS * WIDTH, 30 + number // COLUMNS * HEIGHT
        out += [f'<g transform="translate({x},{y})">', panel(name, series), "</g>"]
    return "\n".join([*out, "</svg>", ""])
