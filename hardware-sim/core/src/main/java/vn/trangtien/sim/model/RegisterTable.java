package vn.trangtien.sim.model;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import vn.trangtien.sim.bus.RegisterBank;

/**
 * The registers of a Modbus instrument by function. A value of several words is measured once for each request, so that its
 * words belong together; a request that would cut a value is refused, and so is one that touches a register which is not there.
 */
final class RegisterTable implements RegisterBank {

    static final int HOLDING = 3;
    static final int INPUT = 4;

    /** How a value stands in its registers. */
    interface Layout {
        int size();

        int[] words(double value);
    }

    /** The usual layouts, high word first. */
    enum Form implements Layout {
        /** IEEE 754, high word first. */
        FLOAT32(2) {
            @Override
            public int[] words(double value) {
                int bits = Float.floatToIntBits((float) value);
                return new int[] {bits >>> 16, bits & 0xFFFF};
            }
        },
        UINT16(1) {
            @Override
            public int[] words(double value) {
                return new int[] {(int) Math.max(0, Math.min(0xFFFF, Math.round(value)))};
            }
        },
        INT16(1) {
            @Override
            public int[] words(double value) {
                return new int[] {(int) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(value))) & 0xFFFF
                };
            }
        },
        /** Two's complement, high word first. */
        INT32(2) {
            @Override
            public int[] words(double value) {
                int whole = (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, Math.round(value)));
                return new int[] {whole >>> 16, whole & 0xFFFF};
            }
        },
        /** High word first. */
        UINT32(2) {
            @Override
            public int[] words(double value) {
                long whole = Math.max(0, Math.min(0xFFFF_FFFFL, Math.round(value)));
                return new int[] {(int) (whole >> 16), (int) (whole & 0xFFFF)};
            }
        };

        private final int size;

        Form(int size) {
            this.size = size;
        }

        @Override
        public int size() {
            return size;
        }

        /** The same with the words swapped. */
        Layout lowFirst() {
            Form form = this;
            return new Layout() {
                @Override
                public int size() {
                    return form.size;
                }

                @Override
                public int[] words(double value) {
                    int[] words = form.words(value);
                    return words.length == 2 ? new int[] {words[1], words[0]} : words;
                }
            };
        }
    }

    private record Place(int function, int register) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return function != other.function
                    ? Integer.compare(function, other.function)
                    : Integer.compare(register, other.register);
        }
    }

    private record Value(Layout layout, DoubleSupplier quantity) {}

    private final int longestRequest;
    private final TreeMap<Place, Value> values = new TreeMap<>();
    private final TreeMap<Place, Integer> gaps = new TreeMap<>();

    /** @param longestRequest registers that the instrument gives at once; 125 by the Modbus specification */
    RegisterTable(int longestRequest) {
        this.longestRequest = longestRequest;
    }

    RegisterTable put(int function, int register, Layout layout, DoubleSupplier quantity) {
        values.put(new Place(function, register), new Value(layout, quantity));
        return this;
    }

    /** Registers from {@code first} to {@code last} read as 0 where nothing else is. */
    RegisterTable zeros(int function, int first, int last) {
        gaps.put(new Place(function, first), last);
        return this;
    }

    @Override
    public Optional<int[]> read(int function, int first, int count) {
        if (count < 1 || count > longestRequest) {
            return Optional.empty();
        }
        var answer = new int[count];
        int at = first;
        while (at < first + count) {
            Value value = values.get(new Place(function, at));
            if (value == null) {
                if (isInsideValue(function, at) || !isGap(function, at)) {
                    return Optional.empty();
                }
                at++;
                continue;
            }
            if (at + value.layout().size() > first + count) {
                return Optional.empty();
            }
            int[] words = value.layout().words(value.quantity().getAsDouble());
            System.arraycopy(words, 0, answer, at - first, words.length);
            at += words.length;
        }
        return Optional.of(answer);
    }

    private boolean isInsideValue(int function, int register) {
        Map.Entry<Place, Value> before = values.lowerEntry(new Place(function, register));
        return before != null
                && before.getKey().function() == function
                && before.getKey().register() + before.getValue().layout().size() > register;
    }

    private boolean isGap(int function, int register) {
        Map.Entry<Place, Integer> before = gaps.floorEntry(new Place(function, register));
        return before != null && before.getKey().function() == function && before.getValue() >= register;
    }
}
