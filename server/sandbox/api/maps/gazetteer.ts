/** A position, GCJ-02. */
export interface Point {
  readonly lat: number;
  readonly lng: number;
}
export interface District extends Point {
  readonly name: string;
  readonly adcode: string;
}
export interface City extends Point {
  readonly name: string;
  readonly province: string;
  readonly adcode: string;
  readonly districts: readonly District[];
}
/** House numbers run from 1 at one end to `houses` at the other. */
export interface Road {
  readonly name: string;
  /** `adcode`. */
  readonly district: string;
  readonly from: Point;
  readonly to: Point;
  readonly houses: number;
}
export interface Poi extends Point {
  readonly name: string;
  readonly category: string;
  readonly district: string;
  readonly tel: string;
}

type DistrictRow = readonly [name: string, adcode: string, lat: number, lng: number];
const city = (
  [name, province, adcode]: readonly [string, string, string],
  [lat, lng]: readonly [number, number],
  districts: readonly DistrictRow[],
): City => ({
  ...{ name, province, adcode, lat, lng },
  districts: districts.map(([own, code, y, x]) => ({ name: own, adcode: code, lat: y, lng: x })),
});

/** Drawn by hand and small: enough to find an address, wrong at its edges. */
export const cities: readonly City[] = [
  city(
    ["上海市", "上海市", "310000"],
    [31.2304, 121.4737],
    [
      ["黄浦区", "310101", 31.2304, 121.4737],
      ["徐汇区", "310104", 31.1946, 121.4365],
      ["静安区", "310106", 31.2475, 121.4484],
      ["浦东新区", "310115", 31.2212, 121.5447],
      ["闵行区", "310112", 31.1128, 121.3817],
    ],
  ),
  city(
    ["北京市", "北京市", "110000"],
    [39.9042, 116.4074],
    [
      ["东城区", "110101", 39.9288, 116.4164],
      ["西城区", "110102", 39.9123, 116.3659],
      ["朝阳区", "110105", 39.9215, 116.4431],
      ["海淀区", "110108", 39.9599, 116.2981],
    ],
  ),
  city(
    ["广州市", "广东省", "440100"],
    [23.1291, 113.2644],
    [
      ["越秀区", "440104", 23.1291, 113.2668],
      ["天河区", "440106", 23.1248, 113.3612],
      ["海珠区", "440105", 23.0839, 113.3172],
    ],
  ),
  city(
    ["深圳市", "广东省", "440300"],
    [22.5431, 114.0579],
    [
      ["福田区", "440304", 22.5221, 114.0554],
      ["南山区", "440305", 22.5329, 113.9304],
      ["罗湖区", "440303", 22.5484, 114.1316],
    ],
  ),
  city(
    ["杭州市", "浙江省", "330100"],
    [30.2741, 120.1551],
    [
      ["上城区", "330102", 30.2426, 120.1697],
      ["西湖区", "330106", 30.2593, 120.1303],
    ],
  ),
  city(
    ["成都市", "四川省", "510100"],
    [30.5728, 104.0668],
    [
      ["锦江区", "510104", 30.6552, 104.0834],
      ["武侯区", "510107", 30.6419, 104.0433],
    ],
  ),
];

const road = (
  name: string,
  district: string,
  [from, to]: readonly [from: readonly [number, number], to: readonly [number, number]],
  houses: number,
): Road => ({
  ...{ name, district, houses },
  from: { lat: from[0], lng: from[1] },
  to: { lat: to[0], lng: to[1] },
});
export const roads: readonly Road[] = [
  road(
    "西藏中路",
    "310101",
    [
      [31.2252, 121.4758],
      [31.2402, 121.4718],
    ],
    600,
  ),
  road(
    "南京东路",
    "310101",
    [
      [31.2356, 121.4745],
      [31.2398, 121.4868],
    ],
    800,
  ),
  road(
    "虹桥路",
    "310104",
    [
      [31.1945, 121.4366],
      [31.1971, 121.3989],
    ],
    1_400,
  ),
  road(
    "漕溪北路",
    "310104",
    [
      [31.1935, 121.4376],
      [31.1792, 121.4381],
    ],
    500,
  ),
  road(
    "南京西路",
    "310106",
    [
      [31.2335, 121.4702],
      [31.2243, 121.4437],
    ],
    1_800,
  ),
  road(
    "世纪大道",
    "310115",
    [
      [31.2385, 121.5012],
      [31.2212, 121.5447],
    ],
    2_000,
  ),
  road(
    "沪闵路",
    "310112",
    [
      [31.1128, 121.3817],
      [31.1519, 121.4229],
    ],
    7_000,
  ),
  road(
    "王府井大街",
    "110101",
    [
      [39.9085, 116.4108],
      [39.9239, 116.4105],
    ],
    300,
  ),
  road(
    "长安街",
    "110102",
    [
      [39.9078, 116.3557],
      [39.9087, 116.3915],
    ],
    200,
  ),
  road(
    "建国路",
    "110105",
    [
      [39.9083, 116.4496],
      [39.9079, 116.4869],
    ],
    130,
  ),
  road(
    "海淀西大街",
    "110108",
    [
      [39.9827, 116.3046],
      [39.9831, 116.3098],
    ],
    100,
  ),
  road(
    "北京路",
    "440104",
    [
      [23.1186, 113.2692],
      [23.1322, 113.2701],
    ],
    400,
  ),
  road(
    "天河路",
    "440106",
    [
      [23.1351, 113.3168],
      [23.1347, 113.3397],
    ],
    600,
  ),
  road(
    "深南大道",
    "440304",
    [
      [22.5412, 114.0299],
      [22.5437, 114.0915],
    ],
    7_000,
  ),
  road(
    "科技园路",
    "440305",
    [
      [22.5405, 113.9451],
      [22.5495, 113.9475],
    ],
    100,
  ),
  road(
    "延安路",
    "330102",
    [
      [30.2459, 120.1637],
      [30.2741, 120.1628],
    ],
    500,
  ),
  road(
    "春熙路",
    "510104",
    [
      [30.6537, 104.0776],
      [30.6592, 104.0792],
    ],
    100,
  ),
];

const poi = (
  name: string,
  category: string,
  district: string,
  [lat, lng]: readonly [number, number],
  tel = "",
): Poi => ({ name, category, district, lat, lng, tel });
export const pois: readonly Poi[] = [
  poi("人民广场", "旅游景点:城市广场", "310101", [31.2312, 121.4752]),
  poi("外滩", "旅游景点:风景名胜", "310101", [31.2397, 121.4903]),
  poi("人民广场地铁站", "基础设施:地铁站", "310101", [31.2337, 121.4757]),
  poi("福州路咖啡馆", "美食:咖啡厅", "310101", [31.2341, 121.4786], "021-60000001"),
  poi("陆家嘴", "地名地址:热点区域", "310115", [31.2381, 121.5011]),
  poi("滨江咖啡", "美食:咖啡厅", "310115", [31.2402, 121.4989], "021-60000002"),
  poi("徐家汇", "地名地址:热点区域", "310104", [31.1943, 121.4378]),
  poi("徐家汇停车场", "汽车:停车场", "310104", [31.1951, 121.4391]),
  poi("天安门", "旅游景点:国家级景点", "110101", [39.9087, 116.3975]),
  poi("王府井咖啡", "美食:咖啡厅", "110101", [39.9139, 116.4118], "010-60000003"),
  poi("中关村", "地名地址:热点区域", "110108", [39.9836, 116.3164]),
  poi("体育西路咖啡", "美食:咖啡厅", "440106", [23.1339, 113.3219], "020-60000004"),
  poi("西湖", "旅游景点:国家级景点", "330106", [30.2428, 120.1433]),
];

const EARTH_M = 6_378_137;
const RADIANS = Math.PI / 180;
/** Great-circle distance in metres, with the radius of contract §7.7. */
export const metresBetween = (a: Point, b: Point): number => {
  const dLat = Math.sin(((b.lat - a.lat) * RADIANS) / 2);
  const dLng = Math.sin(((b.lng - a.lng) * RADIANS) / 2);
  const h = dLat ** 2 + Math.cos(a.lat * RADIANS) * Math.cos(b.lat * RADIANS) * dLng ** 2;
  return 2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(h)));
};

/** A point part of the way from one to another; `part` is cut to 0 … 1. */
export const between = (from: Point, to: Point, part: number): Point => {
  const cut = Math.min(1, Math.max(0, part));
  const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;
  return {
    lat: rounded(from.lat + (to.lat - from.lat) * cut),
    lng: rounded(from.lng + (to.lng - from.lng) * cut),
  };
};

/** Where on a road something stands nearest to a point, and how far it is. */
export const footOn = ({ from, to }: Road, at: Point): { part: number; metres: number } => {
  const [dLat, dLng] = [to.lat - from.lat, to.lng - from.lng];
  const scale = Math.cos(at.lat * RADIANS) ** 2;
  const along = (at.lat - from.lat) * dLat + (at.lng - from.lng) * dLng * scale;
  const part = Math.min(1, Math.max(0, along / (dLat * dLat + dLng * dLng * scale)));
  return { part, metres: metresBetween(between(from, to, part), at) };
};

/** The one nearest to a point, with its distance; `null` of none. */
export const nearestOf = <T>(
  all: readonly T[],
  metresOf: (one: T) => number,
): { readonly one: T; readonly metres: number } | null => {
  let best: { readonly one: T; readonly metres: number } | null = null;
  for (const one of all) {
    const metres = metresOf(one);
    if (best === null || metres < best.metres) best = { one, metres };
  }
  return best;
};

/** All districts with their cities. */
export const districts: readonly { readonly city: City; readonly district: District }[] =
  cities.flatMap((own) => own.districts.map((district) => ({ city: own, district })));
export const districtOf = (adcode: string) =>
  districts.find(({ district }) => district.adcode === adcode);

/** Nobody lives further from a district's middle. */
const INHABITED_M = 40_000;
/** The district a point lies in; `null` at sea and wherever nothing is drawn. */
export const districtAt = (at: Point) => {
  const nearest = nearestOf(districts, ({ district }) => metresBetween(district, at));
  return nearest === null || nearest.metres > INHABITED_M ? null : nearest.one;
};
