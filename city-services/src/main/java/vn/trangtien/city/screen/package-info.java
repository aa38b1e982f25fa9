/**
 * The operations screen: pages, the fragments that htmx swaps, and the JSON that the map, the values and the chart read.
 *
 * <p>Texts, numbers and times are made for people here and nowhere else: Vietnamese first, +07:00, decimal comma.
 */
@NullMarked
package vn.trangtien.city.screen;

import org.jspecify.annotations.NullMarked;
