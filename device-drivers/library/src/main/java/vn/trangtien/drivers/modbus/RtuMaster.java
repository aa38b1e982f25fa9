package vn.trangtien.drivers.modbus;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.drivers.port.ModbusMaster;
import vn.trangtien.drivers.port.SerialLink;

/**
 * Master of a Modbus RTU line.
 *
 * <p>RTU frames carry no number, so a reply that comes late looks like the reply to the next request and would be stored as
 * a wrong value without any error. After a failure, therefore, nothing is sent before the line was silent for the quiet
 * time, and the unit must answer a {@link Fence} before its next reply is believed: units answer in order, so behind the
 * fence nothing old can come, unless it is older than {@link UnitState#LATEST_ANSWER}. A unit that ignores fences is believed only if the line stays silent for
 * the quiet time behind its reply; for such a unit the quiet time must be at least its longest reply time. A second answer to
 * one request means that two units have one address; it is reported and the line falls quiet in the same way.
 *
 * <p>A request is sent up to three times. A unit that failed all of them is tried once per call until it answers again, so
 * that a dead unit does not hold up the line. Not thread-safe: one thread owns the line.
 */
public final class RtuMaster implements ModbusMaster {

    private static final int ATTEMPTS = 3;
    private static final int BITS_PER_CHARACTER = 11;
    private static final int LONGEST_FRAME = 256;

    /** Behind a whole but damaged reply nothing more is coming; adapters deliver within this time. */
    private static final Duration GAP_IN_FRAME = Duration.ofMillis(100);

    private static final int LAST_UNIT = 247;

    private final SerialLink link;
    private final BusConfig.ModbusRtu bus;
    private final DeviceClock clock;
    private final Map<Integer, UnitState> units = new HashMap<>();
    private @Nullable ReadRequest answered;
    private boolean needsQuiet;

    public RtuMaster(SerialLink link, BusConfig.ModbusRtu bus, DeviceClock clock) {
        this.link = link;
        this.bus = bus;
        this.clock = clock;
    }

    @Override
    public int[] readHolding(int unit, int first, int count) throws DeviceException, InterruptedException {
        return read(new ReadRequest(unit, ReadRequest.HOLDING, first, count));
    }

    @Override
    public int[] readInput(int unit, int first, int count) throws DeviceException, InterruptedException {
        return read(new ReadRequest(unit, ReadRequest.INPUT, first, count));
    }

    private int[] read(ReadRequest request) throws DeviceException, InterruptedException {
        if (request.unit() < 1 || request.unit() > LAST_UNIT) {
            throw new DeviceException(
                    DeviceError.UNSUPPORTED,
                    "%s: a unit on a serial line must be 1 to %d, but was %d; correct params.unit"
                            .formatted(bus.name(), LAST_UNIT, request.unit()));
        }
        UnitState unit = units.computeIfAbsent(request.unit(), any -> new UnitState());
        int attempts = unit.isDead() ? 1 : ATTEMPTS;
        for (int attempt = 1; ; attempt++) {
            try {
                int[] registers = exchange(request, unit);
                unit.answered();
                return registers;
            } catch (DeviceException e) {
                boolean answered = e.error() == DeviceError.UNSUPPORTED || e.error() == DeviceError.BUSY;
                if (answered) {
                    unit.answered();
                    throw e;
                }
                unit.failed();
                needsQuiet = true;
                if (attempt >= attempts || e.error() == DeviceError.PORT_GONE) {
                    unit.gaveUp();
                    throw e;
                }
            } catch (InterruptedException e) {
                // The reply may still be on its way when somebody asks again.
                unit.failed();
                needsQuiet = true;
                throw e;
            }
        }
    }

    private int[] exchange(ReadRequest request, UnitState unit) throws DeviceException, InterruptedException {
        checkNothingFollowed();
        awaitSilence(needsQuiet ? max(bus.quiet(), silence()) : silence());
        needsQuiet = false;
        ReplyScanner.Finding finding = unit.isSuspect() ? askSuspect(request, unit) : ask(request);
        unit.trusted();
        answered = request;
        if (finding instanceof ReplyScanner.Finding.Registers registers) {
            return registers.values();
        }
        if (finding instanceof ReplyScanner.Finding.Refused refused) {
            throw Refusal.of(bus.name(), request, refused.code());
        }
        throw new IllegalStateException("a reply ends with registers or a refusal, but was " + finding);
    }

    private ReplyScanner.Finding askSuspect(ReadRequest request, UnitState unit)
            throws DeviceException, InterruptedException {
        if (unit.recoversByFence()) {
            passFence(request, unit);
            awaitSilence(silence());
            return ask(request);
        }
        ReplyScanner.Finding finding = ask(request);
        confirm(request);
        return finding;
    }

    private void passFence(ReadRequest request, UnitState unit) throws DeviceException, InterruptedException {
        int kind = unit.takeFence(clock.nanoTime())
                .orElseThrow(() -> new DeviceException(
                        DeviceError.TIMEOUT,
                        "%s: %s: the unit did not answer several times and is left alone for up to %d s"
                                .formatted(bus.name(), request, UnitState.LATEST_ANSWER.toSeconds())));
        var fence = new Fence(request.unit(), kind);
        link.write(fence.bytes());
        long start = clock.nanoTime();
        long limit = bus.timeout().plus(transmission(LONGEST_FRAME)).toNanos();
        while (clock.nanoTime() - start < limit) {
            if (fence.isPassed(link.read(LONGEST_FRAME, min(GAP_IN_FRAME, remaining(start, limit))))) {
                unit.passedFence();
                return;
            }
        }
        throw new DeviceException(
                DeviceError.TIMEOUT,
                "%s: %s: no reply within %d ms"
                        .formatted(bus.name(), request, bus.timeout().toMillis()));
    }

    private ReplyScanner.Finding ask(ReadRequest request) throws DeviceException, InterruptedException {
        link.write(request.bytes());
        return awaitReply(request);
    }

    private ReplyScanner.Finding awaitReply(ReadRequest request) throws DeviceException, InterruptedException {
        var scanner = new ReplyScanner(request);
        long start = clock.nanoTime();
        long limit = bus.timeout().plus(transmission(request.replyLength())).toNanos();
        long lastByteAt = start;
        while (clock.nanoTime() - start < limit) {
            byte[] bytes = link.read(LONGEST_FRAME, min(GAP_IN_FRAME, remaining(start, limit)));
            long now = clock.nanoTime();
            if (bytes.length > 0) {
                lastByteAt = now;
                ReplyScanner.Finding finding = scanner.accept(bytes);
                if (finding instanceof ReplyScanner.Finding.Twice) {
                    throw twoAnswers(request);
                }
                if (!(finding instanceof ReplyScanner.Finding.Nothing)) {
                    return finding;
                }
            } else if (scanner.sawDamagedReply() && now - lastByteAt >= GAP_IN_FRAME.toNanos()) {
                break;
            }
        }
        throw noReply(request, scanner);
    }

    /**
     * Looks for a second answer to a request that was answered well: two units under one address, of which one is slower. From
     * then on the unit is treated like one whose old replies may still be coming.
     */
    private void checkNothingFollowed() throws DeviceException, InterruptedException {
        ReadRequest last = answered;
        answered = null;
        if (last == null) {
            return;
        }
        ReplyScanner.Finding finding = new ReplyScanner(last).accept(link.read(LONGEST_FRAME, Duration.ZERO));
        if (!(finding instanceof ReplyScanner.Finding.Nothing)) {
            units.computeIfAbsent(last.unit(), any -> new UnitState()).failed();
            throw twoAnswers(last);
        }
    }

    private DeviceException twoAnswers(ReadRequest request) {
        return new DeviceException(
                DeviceError.FRAMING,
                "%s: %s: the unit answered twice; give each unit on the line an address of its own"
                        .formatted(bus.name(), request));
    }

    /** Makes sure that nothing follows the first reply after a failure, for a unit that ignores fences. */
    private void confirm(ReadRequest request) throws DeviceException, InterruptedException {
        byte[] more = link.read(LONGEST_FRAME, max(bus.quiet(), silence()));
        if (more.length > 0) {
            throw new DeviceException(
                    DeviceError.FRAMING,
                    "%s: %s: more bytes followed the first reply after a failure, so it may be the late reply to an earlier request; raise quietMs above %d"
                            .formatted(bus.name(), request, bus.quiet().toMillis()));
        }
    }

    private void awaitSilence(Duration silence) throws DeviceException, InterruptedException {
        link.purge();
        long start = clock.nanoTime();
        long limit =
                silence.plus(bus.timeout()).plus(transmission(LONGEST_FRAME)).toNanos();
        while (link.read(LONGEST_FRAME, silence).length > 0) {
            if (clock.nanoTime() - start > limit) {
                throw new DeviceException(
                        DeviceError.FRAMING,
                        "%s: the line is never silent; is another master on it, or is the wire unterminated?"
                                .formatted(bus.name()));
            }
        }
    }

    private DeviceException noReply(ReadRequest request, ReplyScanner scanner) {
        String what = "%s: %s: ".formatted(bus.name(), request);
        if (scanner.sawDamagedReply()) {
            return new DeviceException(DeviceError.CRC, what + "the reply has a wrong checksum");
        }
        if (scanner.sawAnotherUnit()) {
            return new DeviceException(
                    DeviceError.FRAMING, what + "another unit answered; do two units have the same address?");
        }
        if (scanner.received() > 0) {
            return new DeviceException(
                    DeviceError.FRAMING,
                    what + "%d bytes came, but no whole reply; check rate and parity".formatted(scanner.received()));
        }
        return new DeviceException(
                DeviceError.TIMEOUT,
                what + "no reply within %d ms".formatted(bus.timeout().toMillis()));
    }

    /** 3.5 characters, and 1.75 ms above 19200 baud, as the specification of the serial line says. */
    private Duration silence() {
        Duration ofCharacters = Duration.ofNanos(Math.round(3.5 * BITS_PER_CHARACTER * 1e9 / bus.baud()));
        return max(ofCharacters, Duration.ofNanos(1_750_000));
    }

    private Duration transmission(int bytes) {
        return Duration.ofNanos(Math.round(bytes * BITS_PER_CHARACTER * 1e9 / bus.baud()));
    }

    private Duration remaining(long start, long limit) {
        return Duration.ofNanos(Math.max(0, limit - (clock.nanoTime() - start)));
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
