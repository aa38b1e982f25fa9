package vn.trangtien.video.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import vn.trangtien.video.ObjectEvent;
import vn.trangtien.video.rules.RuleResult.ObjectFacts;
import vn.trangtien.video.track.TrackedFrame;
import vn.trangtien.video.track.TrackedObject;

/**
 * The lives of all objects of one camera. Each is told as new when it is believed, as updated when something about it has
 * changed, and exactly once as ended; what was never believed is never told.
 *
 * <p>Confined to the thread of its camera.
 */
public final class ObjectLives {

    private final String camera;
    private final EventPolicy policy;
    private final ObjectIds ids;
    private final boolean named;
    private final String detector;
    private final Map<Integer, Life> lives = new LinkedHashMap<>();

    /**
     * @param named whether a detector names what is seen; if one does, what merely moves is not told
     * @param detector id and version of what sees, for the events
     */
    public ObjectLives(String camera, EventPolicy policy, ObjectIds ids, boolean named, String detector) {
        this.camera = camera;
        this.policy = policy;
        this.ids = ids;
        this.named = named;
        this.detector = detector;
    }

    /** The next frame. */
    public List<ObjectEvent> process(TrackedFrame frame, Map<Integer, ObjectFacts> facts, Instant at) {
        var events = new ArrayList<ObjectEvent>();
        Set<Integer> present = new HashSet<>();
        for (TrackedObject object : frame.objects()) {
            present.add(object.id());
            Life life = lives.computeIfAbsent(
                    object.id(), id -> new Life(ids.next(at), object, frame.presentationMicros(), at));
            ObjectFacts known = facts.get(object.id());
            life.seen(
                    object,
                    known == null ? List.of() : known.zones(),
                    known == null ? OptionalDouble.empty() : known.speedKmh(),
                    at);
            if (life.isTold() || life.isBelieved(policy, named, frame.presentationMicros())) {
                life.news(camera, detector, policy).ifPresent(events::add);
            }
        }
        events.addAll(endOthersThan(present, at));
        return events;
    }

    /** Nothing is followed any more, for example because the camera is gone. */
    public List<ObjectEvent> endAll(Instant at) {
        return endOthersThan(Set.of(), at);
    }

    private List<ObjectEvent> endOthersThan(Set<Integer> present, Instant at) {
        var events = new ArrayList<ObjectEvent>();
        Iterator<Map.Entry<Integer, Life>> all = lives.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<Integer, Life> entry = all.next();
            if (!present.contains(entry.getKey())) {
                all.remove();
                if (entry.getValue().isTold()) {
                    events.add(entry.getValue().end(camera, detector, at));
                }
            }
        }
        return events;
    }

    /** The object's id in events; empty while it is not believed. */
    public Optional<String> idOf(int track) {
        return Optional.ofNullable(lives.get(track)).filter(Life::isTold).map(Life::id);
    }

    /** Objects that were told and are not yet ended, as they were seen last, by their id in events. */
    public Map<String, TrackedObject> told() {
        var told = new LinkedHashMap<String, TrackedObject>();
        lives.values().stream().filter(Life::isTold).forEach(life -> told.put(life.id(), life.object()));
        return told;
    }

    /** A picture of the object was sent. */
    public void pictured(String id) {
        find(id).ifPresent(Life::pictured);
    }

    /** A film of the object was sent. */
    public void filmed(String id) {
        find(id).ifPresent(Life::filmed);
    }

    /** The object's number plate was read. */
    public void read(String id, ObjectEvent.Plate plate) {
        find(id).ifPresent(life -> life.read(plate));
    }

    private Optional<Life> find(String id) {
        return lives.values().stream().filter(life -> life.id().equals(id)).findFirst();
    }
}
