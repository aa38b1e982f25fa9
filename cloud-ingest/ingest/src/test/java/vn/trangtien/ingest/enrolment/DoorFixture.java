package vn.trangtien.ingest.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.ingest.support.City;
import vn.trangtien.ingest.support.SharedCity;
import vn.trangtien.ingest.support.TestDoor;

/** The door of a city that other tests share, and gateways that are known to it by their codes. */
abstract class DoorFixture {

    static final String BOARD = "board-00000001";
    static City city;
    static TestDoor door;

    @BeforeAll
    static void start() throws Exception {
        city = SharedCity.get();
        door = new TestDoor(city);
    }

    static String code(String gateway) throws Exception {
        return create(gateway, false).path("code").asString();
    }

    static JsonNode create(String gateway, boolean approval) throws Exception {
        HttpResponse<String> created = city.post("/api/gateways", gateway(gateway, approval));
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return json(created);
    }

    static Map<String, Object> gateway(String name, boolean approval) {
        return Map.of("account", "hue", "gateway", name, "name", "Cổng", "kind", "edge", "approval", approval);
    }

    static String state(String gateway) throws Exception {
        return city.get("/api/gateways/hue/" + gateway + "/enrolment")
                .path("state")
                .asString();
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
