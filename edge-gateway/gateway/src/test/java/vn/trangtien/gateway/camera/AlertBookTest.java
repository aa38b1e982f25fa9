package vn.trangtien.gateway.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.gateway.spool.Outbox;
import vn.trangtien.gateway.spool.Spool;
import vn.trangtien.gateway.spool.SpoolException;
import vn.trangtien.gateway.spool.SpoolLimits;
import vn.trangtien.gateway.spool.SpoolNumbers;
import vn.trangtien.video.ViewAlert;
import vn.trangtien.wire.CameraAlertMessage;
import vn.trangtien.wire.CameraAlertMessage.State;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.Origin;

class AlertBookTest {

    private static final Instant NOON = Instant.parse("2026-10-18T05:00:00Z");

    @TempDir
    Path directory;

    private Spool spool;

    @BeforeEach
    void open() throws SpoolException {
        spool = Spool.open(
                directory.resolve("spool.db"), new SpoolLimits(1 << 20, Duration.ofDays(1)), false, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        spool.close();
    }

    @Test
    void whatAKilledGatewayLeftOpenIsEndedByTheNextRunOnce() throws Exception {
        AlertBook killed = book();
        killed.tell(alert("a-1", ViewAlert.State.BEGAN));
        killed.tell(alert("a-2", ViewAlert.State.BEGAN));
        killed.tell(alert("a-1", ViewAlert.State.ENDED));

        book().endAll(NOON.plusSeconds(60));
        book().endAll(NOON.plusSeconds(90));

        assertThat(told())
                .extracting(CameraAlertMessage::id, CameraAlertMessage::state)
                .containsExactly(
                        tuple("a-1", State.BEGAN),
                        tuple("a-2", State.BEGAN),
                        tuple("a-1", State.ENDED),
                        tuple("a-2", State.ENDED));
        CameraAlertMessage end = told().get(3);
        assertThat(end.rule()).isEqualTo("lòng đường");
        assertThat(end.kind()).isEqualTo("CROWD");
        assertThat(end.at()).isEqualTo(NOON.plusSeconds(60));
        assertThat(end.reasonVietnamese()).contains("gateway đã dừng");
    }

    @Test
    void aDamagedLineCostsThatLineOnly() throws Exception {
        book().tell(alert("a-1", ViewAlert.State.BEGAN));
        Files.writeString(
                directory.resolve("alerts.txt"),
                "cam-1 a-9 NO_SUCH_KIND x -\n\n%zz a b c d\n",
                StandardOpenOption.APPEND);

        book().endAll(NOON);

        assertThat(told()).extracting(CameraAlertMessage::id).containsExactly("a-1", "a-1");
    }

    @Test
    void aDiskThatTakesNothingSilencesNoAlert() throws Exception {
        Files.createDirectories(directory.resolve("alerts.txt/in-the-way"));

        book().tell(alert("a-1", ViewAlert.State.BEGAN));

        assertThat(told()).hasSize(1);
    }

    private AlertBook book() {
        return new AlertBook(
                "hue",
                "gw-1",
                directory.resolve("alerts.txt"),
                () -> new Origin(false, true),
                new Outbox("gw-1", spool, () -> {}));
    }

    private static ViewAlert alert(String id, ViewAlert.State state) {
        return new ViewAlert(
                id,
                "cam-1",
                ViewAlert.Kind.CROWD,
                state,
                "lòng đường",
                Optional.empty(),
                OptionalDouble.of(3),
                0.8,
                "3 persons",
                "3 người",
                NOON);
    }

    private List<CameraAlertMessage> told() throws Exception {
        List<CameraAlertMessage> told = new ArrayList<>();
        for (long seq : SpoolNumbers.next(spool, 100)) {
            told.add(CameraAlertMessage.read(
                            KuraCodec.decode(spool.get(seq).orElseThrow().payload()))
                    .orElseThrow());
        }
        return told;
    }
}
