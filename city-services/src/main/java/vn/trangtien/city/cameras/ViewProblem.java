package vn.trangtien.city.cameras;

import java.util.List;

/**
 * Something in a drawing that the gateway would refuse.
 *
 * @param list key of the list, for example {@code zones}
 * @param index of the item in it, from 0
 * @param field of the item, for example {@code crowd.count}
 * @param rule key of the text that says what must hold
 * @param values for the text's places
 */
public record ViewProblem(String list, int index, String field, String rule, List<String> values) {

    public ViewProblem {
        values = List.copyOf(values);
    }
}
