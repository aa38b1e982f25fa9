@NullMarked
package vn.trangtien.city.alarm;

import org.jspecify.annotations.NullMarked;
