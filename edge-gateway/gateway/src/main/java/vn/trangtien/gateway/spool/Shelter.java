package vn.trangtien.gateway.spool;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where messages wait in memory while the disk is away. Bounded; the oldest of the least important give way. Nothing here
 * survives the process. Messages have no number here, since none could be noted, and are told apart by keys above all others.
 * Once handed out for sending a message stays here until it has arrived, so that it is not sent under two identities; the others
 * move to the disk when it is back. Not thread-safe.
 */
final class Shelter {

    static final long FIRST_KEY = Tally.FIRST_REPLY + (Tally.FIRST_REPLY >> 1);

    private final long maxBytes;
    private final boolean gzip;
    private final TreeSet<Place> order =
            new TreeSet<>(Comparator.comparingInt(Place::priority).thenComparingLong(Place::key));
    private final Map<Long, Guest> guests = new HashMap<>();
    private final Set<Long> handedOut = new HashSet<>();
    private long nextKey = FIRST_KEY;
    private long bytes;

    private record Place(long key, int priority) {}

    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    private record Guest(Outgoing message, byte[] encoded) {

        long size() {
            return (long) encoded.length + message.topic().length() + MessageTable.ROW_OVERHEAD;
        }
    }

    Shelter(long maxBytes, boolean gzip) {
        this.maxBytes = maxBytes;
        this.gzip = gzip;
    }

    static boolean isKey(long seq) {
        return seq >= FIRST_KEY;
    }

    /** Takes a message in and says how many were lost by that: none, older ones, or this one. */
    int take(Outgoing message) {
        var guest = new Guest(message, message.encodedWithoutNumber(gzip));
        int priority = message.priority().code();
        List<Place> victims = new ArrayList<>();
        long room = maxBytes - bytes - guest.size();
        while (room < 0) {
            Optional<Place> victim = victim(victims);
            if (victim.isEmpty() || victim.get().priority() < priority) {
                return 1;
            }
            victims.add(victim.get());
            room += guest(victim.get().key()).size();
        }
        victims.forEach(victim -> remove(victim.key()));
        long key = nextKey++;
        guests.put(key, guest);
        order.add(new Place(key, priority));
        bytes += guest.size();
        return victims.size();
    }

    /** The oldest of the least important beyond those that are to go already. */
    private Optional<Place> victim(List<Place> chosen) {
        return order.descendingSet().stream()
                .filter(place -> !chosen.contains(place))
                .mapToInt(Place::priority)
                .boxed()
                .findFirst()
                .flatMap(least -> order.tailSet(new Place(Long.MIN_VALUE, least)).stream()
                        .filter(place -> !chosen.contains(place))
                        .findFirst());
    }

    private Guest guest(long key) {
        Guest guest = guests.get(key);
        if (guest == null) {
            throw new IllegalStateException("no message has the key " + key);
        }
        return guest;
    }

    boolean isEmpty() {
        return guests.isEmpty();
    }

    int size() {
        return guests.size();
    }

    List<MessageTable.Waiting> next(int limit) {
        return order.stream()
                .limit(limit)
                .map(place -> new MessageTable.Waiting(place.key(), place.priority()))
                .toList();
    }

    /** The message for sending; from now on it does not move. */
    Optional<SpooledMessage> handOut(long key) {
        Guest guest = guests.get(key);
        if (guest == null) {
            return Optional.empty();
        }
        handedOut.add(key);
        return Optional.of(new SpooledMessage(
                key, guest.message().priority().code(), guest.message().topic(), guest.encoded()));
    }

    /** Messages that may move to the disk, in the order of their arrival, by key. */
    Map<Long, Outgoing> movable() {
        Map<Long, Outgoing> movable = new TreeMap<>();
        guests.forEach((key, guest) -> {
            if (!handedOut.contains(key)) {
                movable.put(key, guest.message());
            }
        });
        return movable;
    }

    void remove(long key) {
        Guest guest = guests.remove(key);
        if (guest != null) {
            bytes -= guest.size();
            order.remove(new Place(key, guest.message().priority().code()));
            handedOut.remove(key);
        }
    }
}
