package vn.trangtien.gateway.camera.process;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.io.DataInputStream;
import java.io.IOException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.gateway.camera.process.Frames.BadFrameException;

/** Records in a frame, by their components. What is read is checked by the records themselves. Thread-safe. */
final class VideoJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultVisibility(visibility -> visibility
                    .withGetterVisibility(Visibility.NONE)
                    .withIsGetterVisibility(Visibility.NONE)
                    .withFieldVisibility(Visibility.ANY))
            .build();

    private VideoJson() {}

    static byte[] write(Record value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /** @throws BadFrameException if the bytes are no such record */
    static <T extends Record> T read(DataInputStream fields, Class<T> type) throws IOException {
        try {
            T value = MAPPER.readValue(fields.readAllBytes(), type);
            if (value == null || hasHole(value)) {
                throw new BadFrameException("%s lacks a part".formatted(type.getSimpleName()));
            }
            return value;
        } catch (JacksonException e) {
            throw new BadFrameException("no %s: %s".formatted(type.getSimpleName(), e.getOriginalMessage()));
        }
    }

    private static boolean hasHole(Record value) {
        for (var component : value.getClass().getRecordComponents()) {
            try {
                Object part = component.getAccessor().invoke(value);
                boolean mayBeAbsent =
                        component.getAnnotatedType().isAnnotationPresent(org.jspecify.annotations.Nullable.class);
                if (part == null ? !mayBeAbsent : part instanceof Record inner && hasHole(inner)) {
                    return true;
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("%s of %s cannot be read".formatted(component, value.getClass()), e);
            }
        }
        return false;
    }
}
