package vn.trangtien.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vn.trangtien.gateway.spool.Priority;
import vn.trangtien.gateway.spool.Spool;
import vn.trangtien.gateway.spool.SpoolLimits;
import vn.trangtien.wire.ChannelReading;
import vn.trangtien.wire.GatewayReport;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraPosition;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.LineCrossedMessage;
import vn.trangtien.wire.Origin;
import vn.trangtien.wire.RuleEvent;
import vn.trangtien.wire.SnapshotMessage;
import vn.trangtien.wire.TelemetryMessage;
import vn.trangtien.wire.request.Reply;

/** Every message of this gateway is one that a plain cloud for Kura gateways reads. */
class PlainKuraTest {

    private static final Instant NOON = Instant.parse("2026-10-12T05:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
    private static final Origin ORIGIN = new Origin(false, true);

    @TempDir
    Path directory;

    static Stream<Arguments> messages() {
        var river = new TelemetryMessage(
                "river",
                List.of(
                        new ChannelReading(
                                "level", OptionalDouble.of(2.35), Optional.of(NOON), "m", "GOOD", Optional.empty()),
                        new ChannelReading(
                                "distance",
                                OptionalDouble.empty(),
                                Optional.of(NOON),
                                "mm",
                                "COMM_FAULT",
                                Optional.of("TIMEOUT: không trả lời"))),
                Optional.of(NOON),
                ORIGIN);
        var picture =
                new SnapshotMessage("cam", NOON, 640, 360, Optional.empty(), Optional.empty(), new byte[3_000], ORIGIN);
        var crossing = new LineCrossedMessage(
                "cam",
                "cam-1",
                "north",
                LineCrossedMessage.Direction.FORWARD,
                Optional.empty(),
                Optional.empty(),
                NOON,
                ORIGIN);
        var report = new GatewayReport(
                NOON, Map.of(GatewayReport.APPENDED, 1_200L), Map.of(GatewayReport.EVICTED_RANGES, "12-40"));
        var rule = new RuleEvent(
                "flood",
                RuleEvent.State.RAISED,
                "river.level",
                OptionalDouble.of(2.35),
                "critical",
                "Nước lên",
                "siren.on=1",
                NOON,
                ORIGIN);
        var reply = new Reply(
                "hue",
                "city-cloud",
                "CMD-V1",
                "gw-1~00",
                200,
                KuraPayload.builder().metric("command.exit.code", 0).build());
        return Stream.of(
                Arguments.of("telemetry", KuraTopic.telemetry("hue", "gw-1", "river"), river.toPayload()),
                Arguments.of("picture", KuraTopic.snapshot("hue", "gw-1", "cam"), picture.toPayload()),
                Arguments.of("crossing", KuraTopic.event("hue", "gw-1", "cam"), crossing.toPayload()),
                Arguments.of("report", GatewayReport.topic("hue", "gw-1"), report.toPayload()),
                Arguments.of("rule", RuleEvent.topic("hue", "gw-1", "flood"), rule.toPayload()),
                Arguments.of("reply", reply.topic(), reply.toPayload()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void whatTheSpoolSendsIsAValidKuraPayload(String name, KuraTopic topic, KuraPayload payload) throws Exception {
        for (boolean gzip : new boolean[] {true, false}) {
            try (Spool spool = Spool.open(
                    directory.resolve("spool-" + gzip + ".db"),
                    new SpoolLimits(1 << 20, Duration.ofDays(1)),
                    gzip,
                    CLOCK)) {
                spool.append(Priority.TELEMETRY, topic, payload);

                KuraReader read = KuraReader.read(spool.page(1, Set.of()).get(0).payload());

                assertThat(read.metrics().keySet())
                        .as("ours beside those of the message")
                        .containsAll(payload.metrics().keySet())
                        .contains("tt.spool", "tt.seq");
                assertThat(read.types()).containsEntry("tt.spool", "STRING").containsEntry("tt.seq", "INT64");
            }
        }
    }

    @Test
    void aBirthTellsEverythingThatKuraTellsAsText() throws Exception {
        Map<String, String> facts =
                MachineFacts.find("abc-def", "1.2.3", "", new Board(Files.createDirectory(directory.resolve("none"))));
        var announcements = new Announcements(
                        "hue", "gw-1", "Cầu Trường Tiền", KuraPosition.of(16.47, 107.59), facts, true, CLOCK)
                .withApplications(() -> List.of("W1", "CONF-V2", "CMD-V1"));

        KuraReader birth = KuraReader.read(announcements.birth());

        assertThat(birth.metrics())
                .containsKeys(
                        "uptime",
                        "display_name",
                        "model_name",
                        "model_id",
                        "part_number",
                        "serial_number",
                        "firmware_version",
                        "bios_version",
                        "cpu_version",
                        "os",
                        "os_version",
                        "os_arch",
                        "jvm_name",
                        "jvm_version",
                        "jvm_vendor",
                        "jvm_profile",
                        "jdk_vendor_version",
                        "kura_version",
                        "application_framework",
                        "application_framework_version",
                        "osgi_framework",
                        "osgi_framework_version",
                        "connection_interface",
                        "connection_ip",
                        "available_processors",
                        "total_memory",
                        "accept_encoding",
                        "application_ids",
                        "payload_encoding")
                .containsEntry("application_ids", "CMD-V1,CONF-V2,W1")
                .containsEntry("display_name", "Cầu Trường Tiền")
                .containsEntry("serial_number", "n/a")
                .containsEntry("tt.hardware_id", "abc-def")
                .containsEntry("tt.software", "1.2.3")
                .doesNotContainKeys("modem_imei", "tamper_status");
        assertThat(birth.types().values()).containsOnly("STRING");
        assertThat(birth.position()).containsEntry(1, 16.47).containsEntry(2, 107.59);
        assertThat(birth.timestamp()).isEqualTo(NOON.toEpochMilli());
        assertThat(announcements.topic(Announcement.BIRTH)).isEqualTo("$EDC/hue/gw-1/MQTT/BIRTH");
        assertThat(announcements.topic(Announcement.APPS)).isEqualTo("$EDC/hue/gw-1/MQTT/APPS");
    }

    @Test
    void aDepartureTellsUptimeAndNameAlone() throws Exception {
        var announcements = new Announcements("hue", "gw-1", "Bridge", KuraPosition.of(16, 107), Map.of(), true, CLOCK);

        assertThat(KuraReader.read(announcements.departure()).metrics()).containsOnlyKeys("uptime", "display_name");
    }

    @Test
    void aBoardIsDescribedByItsDeviceTree() throws Exception {
        Path tree = Files.createDirectories(directory.resolve("proc/device-tree"));
        Files.writeString(tree.resolve("model"), "Raspberry Pi 4 Model B Rev 1.4\0");
        Files.writeString(tree.resolve("compatible"), "raspberrypi,4-model-b\0brcm,bcm2711\0");
        Files.writeString(tree.resolve("serial-number"), "10000000abcdef01\0");
        Files.writeString(directory.resolve("proc/meminfo"), "MemTotal:        3884252 kB\nMemFree: 1 kB\n");
        Files.writeString(directory.resolve("proc/cpuinfo"), "processor\t: 0\nmodel name\t: ARMv7 Processor rev 3\n");

        assertThat(MachineFacts.find("", "1.0", "", new Board(directory)))
                .containsEntry("model_name", "Raspberry Pi 4 Model B Rev 1.4")
                .containsEntry("model_id", "raspberrypi,4-model-b")
                .containsEntry("serial_number", "10000000abcdef01")
                .containsEntry("cpu_version", "ARMv7 Processor rev 3")
                .containsEntry("total_memory", "3884252")
                .containsEntry("bios_version", "n/a")
                .doesNotContainKey("tt.hardware_id");
    }

    @Test
    void whatTheMakerOfAPcForgotToFillInIsNotAvailable() throws Exception {
        Path dmi = Files.createDirectories(directory.resolve("sys/class/dmi/id"));
        Files.writeString(dmi.resolve("product_name"), "NUC11\n");
        Files.writeString(dmi.resolve("product_serial"), "To Be Filled By O.E.M.\n");
        Files.writeString(dmi.resolve("bios_version"), "TNTGL357.0042\n");

        assertThat(MachineFacts.find("", "1.0", "", new Board(directory)))
                .containsEntry("model_name", "NUC11")
                .containsEntry("serial_number", "n/a")
                .containsEntry("bios_version", "TNTGL357.0042");
    }

    @Test
    void everyFaultHasWordsAndARemedyInBothLanguages() {
        assertThat(LinkFault.values())
                .filteredOn(fault -> fault != LinkFault.NONE)
                .allSatisfy(fault -> assertThat(List.of(
                                fault.vietnamese(), fault.english(), fault.vietnameseRemedy(), fault.englishRemedy()))
                        .doesNotHaveDuplicates()
                        .allSatisfy(text -> assertThat(text).isNotBlank()));
    }
}
