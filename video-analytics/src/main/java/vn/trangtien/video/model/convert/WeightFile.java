package vn.trangtien.video.model.convert;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Reads the weights of a graph model: shards that are read as one, little end first, possibly as half floats or bytes. */
final class WeightFile {

    private static final int HALF_EXPONENT_BIAS_DIFFERENCE = 112;
    private static final int HALF_ALL_ONES = 31;

    private WeightFile() {}

    /** @param files by the names that the manifest uses */
    static Map<String, Constant> read(JsonNode manifest, Map<String, byte[]> files) throws ConversionException {
        Map<String, Constant> weights = new HashMap<>();
        for (JsonNode group : manifest) {
            var all = new ByteArrayOutputStream();
            for (JsonNode path : group.path("paths")) {
                byte[] shard = files.get(path.asString());
                if (shard == null) {
                    throw new ConversionException("the weight file '%s' is missing".formatted(path.asString()));
                }
                all.writeBytes(shard);
            }
            ByteBuffer bytes = ByteBuffer.wrap(all.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
            for (JsonNode weight : group.path("weights")) {
                String name = weight.path("name").asString("");
                try {
                    weights.put(name, weight(weight, bytes));
                } catch (BufferUnderflowException e) {
                    throw new ConversionException(
                            "the weight files end within '%s'; fetch the model again".formatted(name), e);
                }
            }
        }
        return weights;
    }

    private static Constant weight(JsonNode weight, ByteBuffer bytes) throws ConversionException {
        List<Integer> shape = new ArrayList<>();
        weight.path("shape").forEach(size -> shape.add(size.asInt()));
        int count = Constant.elements(shape);
        if (count > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        JsonNode packing = weight.path("quantization");
        String stored = packing.path("dtype").asString(weight.path("dtype").asString(""));
        return switch (stored) {
            case "float32" -> Constant.ofFloats(shape, floats(count, bytes));
            case "float16" -> Constant.ofFloats(shape, halves(count, bytes));
            case "uint8" ->
                Constant.ofFloats(
                        shape,
                        scaled(count, bytes, (float) packing.path("scale").asDouble(1), (float)
                                packing.path("min").asDouble(0)));
            case "int32" -> Constant.ofIntegers(shape, integers(count, bytes));
            default ->
                throw new ConversionException(
                        "the weight '%s' is stored as '%s'; float32, float16, uint8 and int32 are known"
                                .formatted(weight.path("name").asString(""), stored));
        };
    }

    private static float[] floats(int count, ByteBuffer bytes) {
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = bytes.getFloat();
        }
        return values;
    }

    private static int[] integers(int count, ByteBuffer bytes) {
        var values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = bytes.getInt();
        }
        return values;
    }

    private static float[] halves(int count, ByteBuffer bytes) {
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = half(bytes.getShort());
        }
        return values;
    }

    private static float[] scaled(int count, ByteBuffer bytes, float scale, float min) {
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = Byte.toUnsignedInt(bytes.get()) * scale + min;
        }
        return values;
    }

    /** The value of a half float (IEEE 754 binary16), exactly. */
    static float half(short bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = bits >> 10 & HALF_ALL_ONES;
        int fraction = bits & 0x3ff;
        if (exponent == 0) {
            float magnitude = fraction * 0x1p-24f;
            return sign == 0 ? magnitude : -magnitude;
        }
        int wide = exponent == HALF_ALL_ONES ? 0xff : exponent + HALF_EXPONENT_BIAS_DIFFERENCE;
        return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
    }
}
