package vn.trangtien.events;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * The records of this package as JSON, and back. Thread-safe.
 *
 * <p>Writing is strict and reading is lenient: a reader skips fields that it does not know, because fields may be added,
 * but it refuses a record without a field that was there from the start. Two doors: who made a record may write it; what
 * came over the network may be nonsense, so reading returns an {@link Optional} and the caller decides where a refused
 * record goes.
 */
public final class EventJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .changeDefaultVisibility(visibility -> visibility
                    .withGetterVisibility(com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.NONE)
                    .withIsGetterVisibility(com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.NONE)
                    .withFieldVisibility(com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.ANY))
            .addModule(new SimpleModule().addSerializer(new ObservationSerializer()))
            .build();

    private EventJson() {}

    /** The record as UTF-8 JSON. */
    public static byte[] write(Record event) {
        return MAPPER.writeValueAsBytes(event);
    }

    /** The record, or empty if the bytes are not JSON of this type with all its required fields. */
    public static <T extends Record> Optional<T> read(byte @Nullable [] json, Class<T> type) {
        if (json == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(MAPPER.readValue(json, type)).filter(EventJson::isWhole);
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }

    private static boolean isWhole(Record event) {
        for (RecordComponent component : event.getClass().getRecordComponents()) {
            Object value = valueOf(component, event);
            boolean mayBeAbsent = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            if (value == null ? !mayBeAbsent : value instanceof Record inner && !isWhole(inner)) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Object valueOf(RecordComponent component, Record event) {
        try {
            return component.getAccessor().invoke(event);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(
                    "record %s: component %s cannot be read".formatted(event.getClass(), component.getName()), e);
        }
    }
}
