/** Red, green and blue, each from 0 to 1. */
export type Colour = readonly [number, number, number];

type Matrix = readonly [Colour, Colour, Colour];

export function colour(hex: string): Colour {
  const part = (at: number): number => Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return [part(1), part(3), part(5)];
}

/** The contrast of WCAG 2 between two colours, from 1 to 21. */
export function contrast(a: Colour, b: Colour): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/**
 * How people see colours who lack one kind of cone, by Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color
 * Vision Deficiency" (2009), severity 1.0. For linear light.
 */
const sights = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
} as const satisfies Record<string, Matrix>;

/** The distance of two colours for this sight: ΔE of 1976, in CIELAB. About 2 is just noticed. */
export function distance(a: Colour, b: Colour, sight: keyof typeof sights): number {
  const [l1, a1, b1] = lab(seen(a, sight));
  const [l2, a2, b2] = lab(seen(b, sight));
  return Math.hypot(l1 - l2, a1 - a2, b1 - b2);
}

function seen(each: Colour, sight: keyof typeof sights): Colour {
  const [r, g, b] = times(sights[sight], linear(each));
  return [clamped(r), clamped(g), clamped(b)];
}

function linear([r, g, b]: Colour): Colour {
  const one = (c: number): number => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return [one(r), one(g), one(b)];
}

function luminance(c: Colour): number {
  const [r, g, b] = linear(c);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function clamped(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function times([x, y, z]: Matrix, [r, g, b]: Colour): Colour {
  const row = ([p, q, s]: Colour): number => p * r + q * g + s * b;
  return [row(x), row(y), row(z)];
}

/** CIELAB of linear light, for the white of sRGB (D65). */
function lab(light: Colour): Colour {
  const toXyz: Matrix = [
    [0.4124 / 0.95047, 0.3576 / 0.95047, 0.1805 / 0.95047],
    [0.2126, 0.7152, 0.0722],
    [0.0193 / 1.08883, 0.1192 / 1.08883, 0.9505 / 1.08883],
  ];
  const f = (v: number): number => (v > 0.008856 ? Math.cbrt(v) : 7.787 * v + 16 / 116);
  const [x, y, z] = times(toXyz, light);
  return [116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))];
}

export const sightNames = Object.keys(sights) as readonly (keyof typeof sights)[];
