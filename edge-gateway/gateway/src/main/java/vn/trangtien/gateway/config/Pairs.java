package vn.trangtien.gateway.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Values of the file that are made of pairs of numbers; empty if they are made of something else. */
final class Pairs {

    private Pairs() {}

    static Optional<double[]> pair(Object value) {
        if (value instanceof List<?> list
                && list.size() == 2
                && list.get(0) instanceof Number first
                && list.get(1) instanceof Number second) {
            return Optional.of(new double[] {first.doubleValue(), second.doubleValue()});
        }
        return Optional.empty();
    }

    static Optional<List<double[]>> list(Object value) {
        return each(value, Pairs::pair);
    }

    static Optional<List<List<double[]>>> lists(Object value) {
        return each(value, Pairs::list);
    }

    private static <T> Optional<List<T>> each(Object value, Function<Object, Optional<T>> shape) {
        if (!(value instanceof List<?> list)) {
            return Optional.empty();
        }
        List<T> elements = new ArrayList<>();
        for (Object element : list) {
            Optional<T> shaped = shape.apply(element);
            if (shaped.isEmpty()) {
                return Optional.empty();
            }
            elements.add(shaped.get());
        }
        return Optional.of(elements);
    }
}
