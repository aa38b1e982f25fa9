package vn.trangtien.city.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schematic: drawn by hand, so that nothing but these tests keeps it in its place. */
class MapTest {

    private static JsonNode map = JsonMapper.shared().createObjectNode();

    @BeforeAll
    static void read() throws Exception {
        try (InputStream in = MapTest.class.getResourceAsStream("/static/map/hue-schematic.geojson")) {
            map = JsonMapper.shared().readTree(in);
        }
    }

    @Test
    void everyPointLiesInAndAroundHue() {
        for (JsonNode feature : map.get("features")) {
            for (double[] point : points(feature.get("geometry").get("coordinates"))) {
                assertThat(point[0]).as("longitude").isBetween(107.45, 107.80);
                assertThat(point[1]).as("latitude").isBetween(16.35, 16.65);
            }
        }
    }

    @Test
    void whatAnOperatorLooksForIsThere() {
        assertThat(names())
                .contains(
                        "Sông Hương",
                        "Sông An Cựu",
                        "Sông Như Ý",
                        "Kinh thành Huế",
                        "Cồn Hến",
                        "Đập Đá",
                        "Cầu Trường Tiền",
                        "Cầu Phú Xuân",
                        "Cầu Dã Viên",
                        "P. Vỹ Dạ",
                        "P. Thuận Hóa",
                        "Phá Tam Giang – cửa Thuận An");
    }

    @Test
    void everyNameIsInBothLanguages() {
        for (JsonNode feature : map.get("features")) {
            JsonNode properties = feature.get("properties");
            assertThat(properties.has("vi")).isEqualTo(properties.has("en"));
        }
    }

    @Test
    void itSaysThatItIsASchematic() {
        assertThat(map.get("note").get("vi").asString()).contains("không dùng để đo đạc");
    }

    @Test
    void theBridgeGatewayStandsOverTheRiverAndTheSchoolDoesNot() {
        JsonNode river = feature("river").get("geometry").get("coordinates").get(0);

        assertThat(contains(river, 107.5886, 16.4691)).as("Trường Tiền bridge").isTrue();
        assertThat(contains(river, 107.5812, 16.4605)).as("Quốc Học school").isFalse();
        assertThat(contains(river, 107.5948, 16.4637)).as("Hùng Vương junction").isFalse();
    }

    private static JsonNode feature(String kind) {
        for (JsonNode feature : map.get("features")) {
            if (feature.get("properties").get("kind").asString().equals(kind)) {
                return feature;
            }
        }
        throw new AssertionError("no feature of kind " + kind);
    }

    private static boolean contains(JsonNode ring, double x, double y) {
        boolean inside = false;
        for (int i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
            double xi = ring.get(i).get(0).asDouble();
            double yi = ring.get(i).get(1).asDouble();
            double xj = ring.get(j).get(0).asDouble();
            double yj = ring.get(j).get(1).asDouble();
            if ((yi > y) != (yj > y) && x < (xj - xi) * (y - yi) / (yj - yi) + xi) {
                inside = !inside;
            }
        }
        return inside;
    }

    private static List<String> names() {
        var names = new ArrayList<String>();
        map.get("features").forEach(feature -> {
            if (feature.get("properties").has("vi")) {
                names.add(feature.get("properties").get("vi").asString());
            }
        });
        return names;
    }

    private static List<double[]> points(JsonNode coordinates) {
        var points = new ArrayList<double[]>();
        if (coordinates.get(0).isNumber()) {
            points.add(new double[] {
                coordinates.get(0).asDouble(), coordinates.get(1).asDouble()
            });
        } else {
            coordinates.forEach(inner -> points.addAll(points(inner)));
        }
        return points;
    }
}
