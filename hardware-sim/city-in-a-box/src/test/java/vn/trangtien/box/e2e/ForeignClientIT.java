package vn.trangtien.box.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import vn.trangtien.box.city.City;
import vn.trangtien.box.cli.CityCommand;
import vn.trangtien.box.home.Port;
import vn.trangtien.wire.ChannelReading;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.Origin;
import vn.trangtien.wire.TelemetryMessage;

/** Somebody else's MQTT client at the door: mosquitto_pub, with and without the papers. */
@ExtendWith(RunningCity.class)
class ForeignClientIT {

    private static final String GATEWAY = "hue-khach";
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    Path folder;

    @BeforeEach
    void clientIsInstalled() throws Exception {
        boolean installed;
        try {
            installed = new ProcessBuilder("mosquitto_pub", "--help").start().waitFor() >= 0;
        } catch (IOException missing) {
            installed = false;
        }
        assumeTrue(installed, "mosquitto_pub is not installed: apt install mosquitto-clients");
    }

    @Test
    void aDeviceWithItsCertificateIsHeardAndNobodyElseIs(City city) throws Exception {
        Path papers = enrol(city, GATEWAY);
        Path payload = payload(12.5);
        String own = "hue/" + GATEWAY + "/W1/A1/khach";

        assertThat(publish(city, papers, GATEWAY, own, payload)).isZero();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(latest(city, GATEWAY))
                        .hasValueSatisfying(value ->
                                assertThat(value.path("value").asDouble()).isEqualTo(12.5)));

        // Somebody else's topic, with good papers.
        Path other = payload(99.5);
        publish(city, papers, GATEWAY, "hue/hue-truong-quoc-hoc/W1/A1/khach", other);
        // Good papers under another name.
        assertThat(publish(city, papers, "hue-truong-quoc-hoc", "hue/hue-truong-quoc-hoc/W1/A1/khach", other))
                .isNotZero();
        // No papers, and papers from nobody.
        assertThat(mosquitto(city, List.of("--cafile", papers.resolve("ca.pem").toString()), GATEWAY, own, other))
                .isNotZero();
        Path forged = forged();
        assertThat(mosquitto(
                        city,
                        List.of(
                                "--cafile", papers.resolve("ca.pem").toString(),
                                "--cert", forged.resolve("certificate.pem").toString(),
                                "--key", forged.resolve("key.pem").toString()),
                        GATEWAY,
                        own,
                        other))
                .isNotZero();

        // The last good message comes after all the bad ones; when it is here, they would be too.
        assertThat(publish(city, papers, GATEWAY, own, payload(13.5))).isZero();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(latest(city, GATEWAY))
                        .hasValueSatisfying(value ->
                                assertThat(value.path("value").asDouble()).isEqualTo(13.5)));
        assertThat(latest(city, "hue-truong-quoc-hoc")).isEmpty();
    }

    private Path enrol(City city, String gateway) throws Exception {
        String label = city.ingest().invite("hue", gateway, "Khách", 16.46, 107.59);
        Path out = folder.resolve(gateway);
        CommandLine line = CityCommand.commandLine();
        assertThat(line.execute("gateway", "enrol", label, "--out", out.toString()))
                .isZero();
        assertThat(out.resolve("key.pem")).exists();
        return out;
    }

    private Path payload(double value) throws IOException {
        var message = new TelemetryMessage(
                "khach",
                List.of(new ChannelReading(
                        "khach",
                        OptionalDouble.of(value),
                        Optional.of(CLOCK.instant()),
                        "m",
                        "GOOD",
                        Optional.empty())),
                Optional.of(CLOCK.instant()),
                new Origin(false, true));
        return Files.write(folder.resolve("payload-" + value), KuraCodec.encode(message.toPayload(), false));
    }

    /** A certificate with the right name that the city's authority never saw. */
    private Path forged() throws Exception {
        Path papers = Files.createDirectories(folder.resolve("forged"));
        Process openssl = new ProcessBuilder(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:prime256v1",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=" + GATEWAY,
                        "-keyout",
                        papers.resolve("key.pem").toString(),
                        "-out",
                        papers.resolve("certificate.pem").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("openssl.out").toFile())
                .start();
        assertThat(openssl.waitFor()).isZero();
        return papers;
    }

    private int publish(City city, Path papers, String clientId, String topic, Path payload) throws Exception {
        return mosquitto(
                city,
                List.of(
                        "--cafile", papers.resolve("ca.pem").toString(),
                        "--cert", papers.resolve("certificate.pem").toString(),
                        "--key", papers.resolve("key.pem").toString()),
                clientId,
                topic,
                payload);
    }

    private int mosquitto(City city, List<String> tls, String clientId, String topic, Path payload) throws Exception {
        List<String> command = new ArrayList<>(Arrays.asList(
                "mosquitto_pub",
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(city.port(Port.MQTT)),
                "-q",
                "1",
                "-V",
                "mqttv5",
                "-i",
                clientId,
                "-t",
                topic,
                "-f",
                payload.toString()));
        command.addAll(tls);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("mosquitto.out").toFile())
                .start();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return -1;
        }
        return process.exitValue();
    }

    private static Optional<JsonNode> latest(City city, String gateway) throws Exception {
        return StreamSupport.stream(city.ingest().latest().spliterator(), false)
                .filter(value ->
                        value.path("channel").path("gateway").asString("").equals(gateway))
                .filter(value ->
                        value.path("channel").path("asset").asString("").equals("khach"))
                .findFirst();
    }
}
