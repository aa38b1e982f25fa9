package vn.trangtien.sim.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.ModbusMaster;
import vn.trangtien.drivers.trace.Bytes;
import vn.trangtien.drivers.trace.Failure;
import vn.trangtien.drivers.trace.Trace;
import vn.trangtien.drivers.trace.TraceEvent;
import vn.trangtien.drivers.trace.TraceEvent.Pdu;
import vn.trangtien.drivers.trace.TraceEvent.Received;
import vn.trangtien.drivers.trace.TraceEvent.Sent;
import vn.trangtien.sim.bus.RtuSlave;

/**
 * Units of Modbus as far as requests and replies have shown them. A request that was recorded gets its reply; any other is
 * answered from the registers seen so far, if all of them were.
 */
final class LenientModbus implements ModbusMaster {

    private static final int READ_HOLDING = 3;
    private static final int READ_INPUT = 4;

    private record Register(int unit, int function, int number) {}

    private final List<Pdu> exchanges = new ArrayList<>();
    private final Map<Register, Integer> image = new HashMap<>();
    private final String bus;
    private final Recorded.Served served;
    private int next;

    LenientModbus(Trace trace, String bus, Recorded.Served served) {
        this.bus = bus;
        this.served = served;
        Sent asked = null;
        Bytes reply = Bytes.NONE;
        for (TraceEvent event : trace.events()) {
            if (!event.subject().equals(bus)) {
                continue;
            }
            if (event instanceof Pdu pdu) {
                exchanges.add(pdu);
            } else if (event instanceof Received received) {
                reply = reply.and(received.data());
            } else if (event instanceof Sent sent) {
                pair(asked, reply);
                asked = sent;
                reply = Bytes.NONE;
            }
        }
        pair(asked, reply);
    }

    /** Takes address and checksum off both frames. */
    private void pair(@Nullable Sent asked, Bytes reply) {
        if (asked == null || asked.data().length() < 4) {
            return;
        }
        Bytes frame = asked.data();
        Optional<Failure> wrong = reply.isEmpty()
                ? Optional.of(new Failure(DeviceError.TIMEOUT, "bus %s: no reply was recorded".formatted(bus)))
                : damage(frame, reply);
        Bytes body = wrong.isPresent() ? Bytes.NONE : inner(reply);
        exchanges.add(new Pdu(asked.at(), bus, frame.at(0), inner(frame), body, wrong));
    }

    private Optional<Failure> damage(Bytes request, Bytes reply) {
        int length = reply.length();
        if (length < 5
                || RtuSlave.checksum(reply.toArray(), length - 2)
                        != (reply.at(length - 2) | reply.at(length - 1) << 8)) {
            return Optional.of(new Failure(
                    DeviceError.CRC, "bus %s: the checksum of the recorded reply '%s' is wrong".formatted(bus, reply)));
        }
        return reply.at(0) == request.at(0)
                ? Optional.empty()
                : Optional.of(new Failure(
                        DeviceError.FRAMING,
                        "bus %s: unit %d was asked, but unit %d answers in the recording"
                                .formatted(bus, request.at(0), reply.at(0))));
    }

    private static Bytes inner(Bytes frame) {
        return frame.first(frame.length() - 2).from(1);
    }

    boolean isExhausted() {
        return next >= exchanges.size();
    }

    @Override
    public int[] readHolding(int unit, int first, int count) throws DeviceException {
        return read(READ_HOLDING, unit, first, count);
    }

    @Override
    public int[] readInput(int unit, int first, int count) throws DeviceException {
        return read(READ_INPUT, unit, first, count);
    }

    private int[] read(int function, int unit, int first, int count) throws DeviceException {
        Bytes request = Bytes.of(function, first >> 8, first, count >> 8, count);
        int same = next;
        while (same < exchanges.size() && !isSame(exchanges.get(same), unit, request)) {
            same++;
        }
        if (same < exchanges.size()) {
            return exact(same, function, unit, first, count);
        }
        return fromImage(function, unit, first, count);
    }

    private static boolean isSame(Pdu exchange, int unit, Bytes request) {
        return exchange.unit() == unit && exchange.request().equals(request);
    }

    private int[] exact(int index, int function, int unit, int first, int count) throws DeviceException {
        show(index);
        Pdu exchange = exchanges.get(index);
        served.serve(exchange);
        next = index + 1;
        Failure failure = exchange.failure().orElse(null);
        if (failure != null) {
            throw failure.toException();
        }
        int[] registers = PduMaster.registers(bus, unit, function, count, exchange.reply());
        for (int i = 0; i < count; i++) {
            image.put(new Register(unit, function, first + i), registers[i]);
        }
        return registers;
    }

    private int[] fromImage(int function, int unit, int first, int count) throws DeviceException {
        if (!isExhausted()) {
            show(exchanges.size());
            served.serve(exchanges.get(exchanges.size() - 1));
            next = exchanges.size();
        }
        int[] registers = new int[count];
        for (int i = 0; i < count; i++) {
            Integer value = image.get(new Register(unit, function, first + i));
            if (value == null) {
                // As a unit without this register would, so that the others still become samples.
                throw new DeviceException(
                        DeviceError.UNSUPPORTED,
                        "bus %s: the recording has no answer to unit=%d function %d, registers 0x%04x to 0x%04x: 0x%04x is missing"
                                .formatted(bus, unit, function, first, first + count - 1, first + i));
            }
            registers[i] = value;
        }
        return registers;
    }

    /** Learns the registers of the exchanges up to {@code end}. */
    private void show(int end) {
        for (Pdu pdu : exchanges.subList(next, end)) {
            if (pdu.failure().isEmpty()
                    && pdu.request().length() == 5
                    && pdu.reply().length() >= 2) {
                int first = pdu.request().at(1) << 8 | pdu.request().at(2);
                for (int i = 0; 3 + 2 * i < pdu.reply().length(); i++) {
                    image.put(
                            new Register(pdu.unit(), pdu.request().at(0), first + i),
                            pdu.reply().at(2 + 2 * i) << 8 | pdu.reply().at(3 + 2 * i));
                }
            }
        }
    }
}
