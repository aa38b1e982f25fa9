/** How a gateway stands, for people: its own page, the command line, the city in a box. Facts only; times are of the injected clock. */
@NullMarked
package vn.trangtien.gateway.view;

import org.jspecify.annotations.NullMarked;
