package vn.trangtien.sim.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicFilterTest {

    @ParameterizedTest(name = "{0} hears {1}: {2}")
    @CsvSource({
        "application/+/device/+/event/up, application/parks/device/70b3/event/up, true",
        "application/+/device/+/event/up, application/parks/device/70b3/event/join, false",
        "application/+, application/parks/device, false",
        "application/#, application/parks/device, true",
        "application/#, application, true",
        "#, anything/at/all, true",
        "a/b, a/b, true",
        "a/b, a/b/c, false",
        "a/b/c, a/b, false",
    })
    void wildcardsAreThoseOfMqtt(String filter, String topic, boolean hears) {
        assertThat(new TopicFilter(filter).matches(topic)).isEqualTo(hears);
    }
}
