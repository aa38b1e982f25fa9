package vn.trangtien.sim.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.fault.FaultSetting;

/**
 * What every driver promises, whatever happens to its instrument: a read gives samples or says why not in a
 * {@link DeviceException}; a value called GOOD is what the instrument felt; a read ends in time; and when the fault is gone, so
 * are its consequences, without opening the device again.
 *
 * <p>Runs every fault against every driver, always and now and then, in virtual time.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class DriverContractTest {

    private static final long SEED = 7;
    private static final double NOW_AND_THEN = 0.3;
    private static final int READS_WITH_FAULT = 12;
    private static final int REOPENINGS = 100;
    private static final Duration GENEROUS = Duration.ofSeconds(60);

    /** Through these nothing of the instrument comes. */
    private static final Set<Fault> SILENCE =
            EnumSet.of(Fault.NACK, Fault.BUS_STUCK, Fault.CABLE_CUT, Fault.WRONG_BAUD);

    private static final AtomicLong SUITE_NANOS = new AtomicLong();

    private long began;

    /** The driver, its configuration and its promises. */
    protected abstract Subject subject();

    @BeforeAll
    void startWatch() {
        began = System.nanoTime();
    }

    @AfterAll
    void suiteIsFast() {
        long took = System.nanoTime() - began;
        long suite = SUITE_NANOS.addAndGet(took);
        System.out.printf(
                "driver contract: %s took %d ms, all so far %d ms%n", subject(), took / 1_000_000, suite / 1_000_000);
        assertThat(Duration.ofNanos(took)).as("contract of " + subject()).isLessThan(GENEROUS);
    }

    Stream<Arguments> everyFault() {
        return Arrays.stream(Fault.values())
                .flatMap(fault -> Stream.of(
                        Arguments.of(fault, 1.0, SEED),
                        Arguments.of(fault, NOW_AND_THEN, SEED),
                        Arguments.of(fault, NOW_AND_THEN, SEED + 2),
                        Arguments.of(fault, NOW_AND_THEN, SEED + 3)));
    }

    @ParameterizedTest(name = "{0}, probability {1}, seed {2}")
    @MethodSource("everyFault")
    void noFaultMakesAWrongValueGoodOrOutlastsItself(Fault fault, double probability, long seed) throws Exception {
        Subject subject = subject();
        try (var bed = new Bed(subject, seed)) {
            if (!bed.faults().target(Subject.ID).possible().contains(fault)) {
                assertThatThrownBy(() -> bed.faults().switchOn(Subject.ID, fault))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("device '%s' can have [".formatted(Subject.ID))
                        .hasMessageEndingWith("but not " + fault.code());
                return;
            }
            bed.readUntilGood("after opening", true);
            bed.faults().switchOn(Subject.ID, FaultSetting.always(fault).withProbability(probability));

            for (int i = 0; i < READS_WITH_FAULT; i++) {
                Outcome outcome = bed.read(subject.canSee(fault));
                if (probability == 1 && SILENCE.contains(fault) && subject.canSee(fault)) {
                    assertThat(outcome.trustsInstrument(subject))
                            .as("%s while %s: %s", subject, fault.code(), outcome)
                            .isFalse();
                }
            }
            if (probability == 1 && subject.meets(fault)) {
                assertThat(bed.faults().target(Subject.ID).met(fault))
                        .as("%s meets %s", subject, fault.code())
                        .isPositive();
            }
            bed.faults().switchOff(Subject.ID, fault);
            if (fault == Fault.WRONG_PART) {
                bed.exchangePart();
            }
            if (!subject.canSee(fault)) {
                bed.clock().advance(subject.settling());
            }
            bed.readUntilGood("after " + fault.code(), false);
            for (int i = 0; i < 3; i++) {
                assertThat(bed.read(true).isGood())
                        .as("%s stays GOOD after %s", subject, fault.code())
                        .isTrue();
            }
        }
    }

    @Test
    void anInstrumentThatIsPluggedInLaterIsFound() throws Exception {
        Subject subject = subject();
        try (var bed = new Bed(subject, SEED)) {
            bed.faults().switchOn(Subject.ID, Fault.CABLE_CUT);
            bed.reopen();
            for (int i = 0; i < 3; i++) {
                bed.read(subject.canSee(Fault.CABLE_CUT));
            }

            bed.faults().clear();

            bed.readUntilGood("after being plugged in", false);
        }
    }

    @Test
    void openingAHundredTimesEndsAsItBegan() throws Exception {
        try (var bed = new Bed(subject(), SEED)) {
            for (int i = 0; i < REOPENINGS; i++) {
                bed.reopen();
                if (i % 10 == 0) {
                    bed.read(true);
                }
            }

            bed.readUntilGood("after a hundred openings", true);
        }
    }

    @Test
    void closingTwiceIsClosing() throws Exception {
        try (var bed = new Bed(subject(), SEED)) {
            bed.read(true);

            assertThatCode(() -> {
                        bed.device().close();
                        bed.device().close();
                        bed.buses().close();
                        bed.device().close();
                    })
                    .doesNotThrowAnyException();
        }
    }

    /** A gateway that stops closes its buses while a worker may be in the middle of a read. */
    @ParameterizedTest(name = "after {0} ms")
    @ValueSource(ints = {0, 1, 5, 20, 100, 400})
    void busesThatCloseDuringAReadEndIt(int millis) throws Exception {
        Subject subject = subject();
        try (var bed = new Bed(subject, SEED)) {
            bed.readUntilGood("after opening", true);
            bed.clock()
                    .schedule(
                            bed.clock().nanoTime() + subject.every().toNanos() + millis * 1_000_000L,
                            bed.buses()::close);

            bed.read(true);
            bed.device().close();
        }
    }

    /** A worker is stopped by interrupting it; whoever notices says so or leaves the flag. */
    @ParameterizedTest(name = "after {0} ms")
    @ValueSource(ints = {0, 1, 5, 20, 100, 400})
    void anInterruptedWorkerIsNotHeldUp(int millis) throws Exception {
        Subject subject = subject();
        try (var bed = new Bed(subject, SEED)) {
            bed.readUntilGood("after opening", true);
            Thread worker = Thread.currentThread();
            var interrupted = new AtomicBoolean();
            bed.clock().schedule(bed.clock().nanoTime() + subject.every().toNanos() + millis * 1_000_000L, () -> {
                worker.interrupt();
                interrupted.set(true);
            });
            boolean told = false;
            try {
                bed.read(true);
            } catch (InterruptedException e) {
                told = true;
            }
            boolean flag = Thread.interrupted();
            assertThat(told || flag).as("the interruption is not lost").isEqualTo(interrupted.get());
            // A read that was over sooner is not asked; the interruption must not hit the next one.
            bed.clock().advance(Duration.ofMillis(millis));
            boolean unused = Thread.interrupted();

            bed.readUntilGood("after an interruption", true);
        }
    }

    /** The machine slept for a day: the device clock does not go back, but it jumps. */
    @Test
    void aLeapOfTheClockIsSurvived() throws Exception {
        try (var bed = new Bed(subject(), SEED)) {
            bed.readUntilGood("after opening", true);

            bed.clock().advance(Duration.ofDays(1));

            bed.readUntilGood("after a day without a read", true);
        }
    }

    @Test
    void aSupplyThatBreaksBetweenTwoReadsIsNoticed() throws Exception {
        Subject subject = subject();
        try (var bed = new Bed(subject, SEED)) {
            if (!bed.faults().target(Subject.ID).possible().contains(Fault.BROWN_OUT)) {
                assertThat(subject.bus())
                        .as("what has no supply is a contact or a relay")
                        .isInstanceOf(BusConfig.Gpio.class);
                return;
            }
            for (int i = 0; i < 5; i++) {
                bed.readUntilGood("before the break", subject.canSee(Fault.BROWN_OUT));
                bed.faults().switchOn(Subject.ID, Fault.BROWN_OUT);
                bed.read(subject.canSee(Fault.BROWN_OUT));
                bed.faults().clear();
                bed.readUntilGood("after the break", subject.canSee(Fault.BROWN_OUT));
            }
        }
    }

    @Test
    void anAdapterThatIsPulledOutAndPutBackIsFoundAgain() throws Exception {
        Subject subject = subject();
        boolean serial = subject.bus() instanceof BusConfig.Uart || subject.bus() instanceof BusConfig.ModbusRtu;
        String adapter = "bus/" + subject.bus().name();
        try (var bed = new Bed(subject, SEED)) {
            if (!serial) {
                assertThat(bed.faults().possible())
                        .as("only serial ports have adapters")
                        .doesNotContainKey(adapter);
                return;
            }
            bed.readUntilGood("after opening", true);
            bed.faults().switchOn(adapter, Fault.CABLE_CUT);
            for (int i = 0; i < 3; i++) {
                Outcome outcome = bed.read(true);
                assertThat(outcome.trustsInstrument(subject)).as("%s", outcome).isFalse();
            }

            bed.faults().clear();

            bed.readUntilGood("after the adapter came back", true);
        }
    }

    @Test
    void aDayIsTheSameDayForTheSameSeedOnly() throws Exception {
        Subject subject = subject();
        long first = dayDigest(subject, SEED);

        assertThat(dayDigest(subject, SEED)).as("digest of the same seed").isEqualTo(first);
        if (subject.dependsOnWorld()) {
            assertThat(dayDigest(subject, SEED + 1))
                    .as("digest of another seed")
                    .isNotEqualTo(first);
        }
    }

    /** A day of one read a minute, with a noisy hour. */
    private static long dayDigest(Subject subject, long seed) throws Exception {
        var digest = new CRC32();
        try (var bed = new Bed(subject, seed)) {
            for (Fault fault : bed.faults().target(Subject.ID).possible()) {
                if (subject.canSee(fault)) {
                    bed.faults()
                            .schedule(
                                    Subject.ID,
                                    FaultSetting.always(fault).withProbability(0.05),
                                    Duration.ofHours(6),
                                    Duration.ofHours(1));
                }
            }
            for (int minute = 1; minute < 24 * 60; minute++) {
                bed.clock().advanceTo(Duration.ofMinutes(minute).toNanos());
                digest.update(bed.read(true).toString().getBytes(StandardCharsets.UTF_8));
            }
        }
        return digest.getValue();
    }
}
