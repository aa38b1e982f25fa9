package vn.trangtien.ingest.intake;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import vn.trangtien.ingest.broker.MqttProperties;
import vn.trangtien.ingest.broker.TopicRights;
import vn.trangtien.ingest.decoding.Decoders;
import vn.trangtien.ingest.decoding.Rejection;
import vn.trangtien.ingest.raw.RawMessage;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.wording.Bilingual;

/**
 * Judges the items of a batch one by one and has the good ones taken. Unlike at the broker a message that cannot be read is
 * refused here and now: HTTP can tell its sender why, so it need not become a dead letter. Thread-safe.
 */
@Component
class Intake {

    /** What a sender is told: of each item what became of it. */
    record Summary(int taken, int refused, List<Item.Result> items) {}

    /**
     * What became of a batch.
     *
     * @param status 200 if all items were taken, 207 if some, 422 if none; 503 if Kafka did not take one that was good
     */
    record Outcome(HttpStatus status, String detail, Summary summary) {}

    private final RawWriter writer;
    private final IntakeProperties properties;
    private final int maxMessageBytes;
    private final Words words;
    private final Clock clock;
    private final MeterRegistry meters;

    Intake(
            RawWriter writer,
            IntakeProperties properties,
            MqttProperties mqtt,
            MessageSource texts,
            Clock clock,
            MeterRegistry meters) {
        this.writer = writer;
        this.properties = properties;
        this.maxMessageBytes = mqtt.maxMessageBytes();
        this.words = new Words(texts);
        this.clock = clock;
        this.meters = meters;
    }

    /** @param key what the sender calls the batch; the same in a repetition */
    Outcome take(GatewayId gateway, List<Item> batch, Optional<String> key) throws InterruptedException {
        Instant now = clock.instant();
        var rights = new TopicRights(gateway);
        var results = new ArrayList<Item.Result>();
        var good = new ArrayList<RawMessage>();
        var places = new ArrayList<Integer>();
        for (int i = 0; i < batch.size(); i++) {
            RawMessage raw = raw(gateway, batch.get(i), i, key, now);
            Item.Result result = judge(rights, batch.get(i), i, raw);
            results.add(result);
            if (result.isTaken()) {
                good.add(raw);
                places.add(i);
            }
        }
        boolean isWithout = false;
        List<Boolean> taken = writer.write(good, properties.acknowledgedWithin());
        for (int i = 0; i < taken.size(); i++) {
            if (!taken.get(i)) {
                isWithout = true;
                results.set(
                        places.get(i), refused(places.get(i), HttpStatus.SERVICE_UNAVAILABLE, "not-taken", again()));
            }
        }
        return outcome(results, isWithout);
    }

    private static RawMessage raw(GatewayId gateway, Item item, int index, Optional<String> key, Instant now) {
        Optional<String> id = item.id().or(() -> key.map(name -> name + "#" + index));
        return new RawMessage(item.topic(), now, item.payload(), Optional.of(gateway), item.contentType(), id);
    }

    private Item.Result judge(TopicRights rights, Item item, int index, RawMessage raw) {
        if (item.problem().isPresent()) {
            return refused(
                    index,
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "malformed",
                    item.problem().get());
        }
        boolean mayWrite = TopicRights.isNameless(item.topic())
                || (rights.mayWrite(item.topic()) && rights.isForCity(item.topic()));
        if (!mayWrite) {
            return refused(
                    index,
                    HttpStatus.FORBIDDEN,
                    "foreign-topic",
                    Bilingual.text(
                            "thiết bị không được ghi vào topic '%s'",
                            "the device may not write on the topic '%s'", Words.printable(item.topic())));
        }
        if (item.payload().length > maxMessageBytes) {
            return refused(
                    index,
                    HttpStatus.CONTENT_TOO_LARGE,
                    "too-large",
                    Bilingual.text(
                            "một bản tin có nhiều nhất %d byte, nhưng có %d",
                            "a message may have %d bytes, but has %d", maxMessageBytes, item.payload().length));
        }
        Optional<Rejection> why = Decoders.decode(raw).rejection();
        return why.map(one -> refused(
                        index, HttpStatus.UNPROCESSABLE_CONTENT, one.reason().word(), words.of(one)))
                .orElseGet(() -> Item.Result.taken(index));
    }

    private Outcome outcome(List<Item.Result> results, boolean isWithout) {
        int taken = (int) results.stream().filter(Item.Result::isTaken).count();
        int refused = results.size() - taken;
        meters.counter("trangtien.ingest.intake.messages", "outcome", "taken").increment(taken);
        meters.counter("trangtien.ingest.intake.messages", "outcome", "refused").increment(refused);
        var summary = new Summary(taken, refused, results);
        if (isWithout) {
            return new Outcome(HttpStatus.SERVICE_UNAVAILABLE, again(), summary);
        }
        if (refused == 0) {
            return new Outcome(HttpStatus.OK, "", summary);
        }
        return taken > 0
                ? new Outcome(HttpStatus.MULTI_STATUS, "", summary)
                : new Outcome(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        Bilingual.text("không mục nào được nhận", "no item was taken"),
                        summary);
    }

    private static Item.Result refused(int index, HttpStatus status, String reason, String detail) {
        return new Item.Result(index, status.value(), reason, detail);
    }

    private static String again() {
        return Bilingual.text(
                "chưa lưu chắc chắn; hãy gửi lại với cùng Idempotency-Key",
                "not stored for certain; send again with the same Idempotency-Key");
    }
}
