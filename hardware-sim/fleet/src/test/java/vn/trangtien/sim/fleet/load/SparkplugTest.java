package vn.trangtien.sim.fleet.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import vn.trangtien.sim.fleet.account.Expectation;
import vn.trangtien.wire.ChannelReading;

/** Bytes as the specification's protocol buffer has them; the hexadecimal digits were read back by Eclipse Tahu 1.0.13. */
class SparkplugTest {

    private static final GatewayName NAME = new GatewayName("hue", "load-0001");
    private static final long NOW = 1_796_123_456_000L;

    private static final String NODE_BIRTH = "0880e4b38aa334120b0a056264536571200858001800";
    private static final String DEVICE_BIRTH = "0880e4b38aa33412140a0570726f6f6610001880e4b38aa334200a3801"
            + "12140a056c6576656c10011880e4b38aa334200a38011801";
    private static final String DEVICE_DATA = "0880e4b38aa3341214100018ffe3b38aa334200a69000000000000f83f"
            + "1214100118ffe3b38aa334200a6900000000000000c01802";
    private static final String NODE_DEATH = "120b0a05626453657120085800";

    @Test
    void aBirthNamesTheMetricsAndDataGoesByAlias() {
        var node = new Sparkplug(NAME, "load");

        assertThat(hex(node.nodeBirth(NOW))).isEqualTo(NODE_BIRTH);
        assertThat(hex(node.deviceBirth(NOW, List.of("proof", "level")))).isEqualTo(DEVICE_BIRTH);
        assertThat(hex(node.deviceData(NOW, NOW - 1, List.of(reading(1.5), reading(-2)))))
                .isEqualTo(DEVICE_DATA);
        assertThat(hex(Sparkplug.nodeDeath())).isEqualTo(NODE_DEATH);
        assertThat(node.ofDevice("DDATA")).isEqualTo("spBv1.0/hue/DDATA/load-0001/load");
    }

    @Test
    void theSequenceRunsTo255AndBeginsAgainAlsoWithEachBirth() {
        var node = new Sparkplug(NAME, "load");
        node.nodeBirth(NOW);
        String first = hex(node.deviceData(NOW, NOW, List.of()));
        for (int i = 0; i < 255; i++) {
            node.deviceData(NOW, NOW, List.of());
        }
        assertThat(hex(node.deviceData(NOW, NOW, List.of()))).isEqualTo(first);

        node.nodeBirth(NOW);
        assertThat(hex(node.deviceData(NOW, NOW, List.of()))).isEqualTo(first);
    }

    @Test
    void aFleetMayHaveNodes() {
        var maker = new MessageMaker(NAME, 1, 3, new Habits(0, 1, 0, 0, 0, 0, 0, 0, 0, 1, false), 1);

        assertThat(maker.births(NOW, 0))
                .extracting(Outgoing::topic)
                .containsExactly("spBv1.0/hue/NBIRTH/load-0001", "spBv1.0/hue/DBIRTH/load-0001/load");
        assertThat(maker.next(NOW).expectation()).isEqualTo(Expectation.STORED);
        assertThat(maker.next(NOW).topic()).isEqualTo("spBv1.0/hue/DDATA/load-0001/load");
        assertThat(maker.will().topic()).isEqualTo("spBv1.0/hue/NDEATH/load-0001");
        assertThat(maker.farewell(NOW, 0).payload()).isEqualTo(maker.will().payload());
    }

    private static ChannelReading reading(double value) {
        return new ChannelReading("any", OptionalDouble.of(value), Optional.empty(), "", "GOOD", Optional.empty());
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
