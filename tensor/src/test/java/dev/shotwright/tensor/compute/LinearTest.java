package dev.shotwright.tensor.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.RandomStream;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinearTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 500, 1500}) // rows: by columns, by rows, and with the weight converted whole
    void a_weight_of_another_type_is_converted_in_tiles_without_a_difference(int n) {
        try (var _ = Scope.open();
                var random = RandomStream.of(3)) {
            var w = random.normal(3001, 1700).to(DataType.BF16); // two tiles high, the last one smaller, and two wide
            var b = random.normal(3001);
            var x = random.normal(2, n, 1700);
            var expected = x.linear(w.to(DataType.F32), b);
            var y = new Linear(w, b, DataType.F32).forward(x);
            assertThat(y.shape()).containsExactly(2, n, 3001);
            assertThat(y.isContiguous()).isTrue();
            assertThat(y.sub(expected).abs().largest().item()).isLessThan(1e-3);
            var unbiased = new Linear(w, null, DataType.F32).forward(x);
            assertThat(unbiased.add(b).sub(expected).abs().largest().item()).isLessThan(1e-3);
            var room = Tensor.zeros(DataType.F32, 2, n, 3001);
            assertThat(new Linear(w, b, DataType.F32).into(room, x)).isSameAs(room);
            assertThat(room.sub(expected).abs().largest().item()).isLessThan(1e-3);
        }
    }

    @Test
    void sums_in_a_short_type_are_rounded_once() {
        try (var _ = Scope.open();
                var random = RandomStream.of(3)) {
            var w = random.normal(700, 9000);
            var x = random.normal(3, 9000).to(DataType.BF16);
            var narrow = w.to(DataType.BF16);
            var exact = x.to(DataType.F64).linear(narrow.to(DataType.F64), null);
            var y = new Linear(w, null, DataType.BF16).forward(x);
            var error = y.sub(exact).abs().mean().item();
            assertThat(error)
                    .isLessThan(1.05
                            * x.linear(narrow, null).sub(exact).abs().mean().item());
        }
    }

    @ParameterizedTest
    @CsvSource({"10001, 1100, 2", "20001, 520, 3"}) // 45 GFLOP over the columns, 43 over those and the rows
    void long_products_are_cut_without_a_difference(int n, int in, int cuts) {
        try (var random = RandomStream.of(4)) {
            var pauses = new AtomicInteger();
            try (var _ = Scope.open(pauses::incrementAndGet)) {
                var w = random.normal(2048, in);
                var b = random.normal(2048);
                var x = random.normal(n, in);
                var expected = x.linear(w, b);
                assertThat(new Linear(w, b, DataType.F32)
                                .forward(x)
                                .sub(expected)
                                .abs()
                                .largest()
                                .item())
                        .isLessThan(1e-3);
                assertThat(pauses.get()).isEqualTo(cuts);
            }
        }
    }

    @Test
    void work_stops_between_two_tiles() {
        Runnable stop = () -> {
            throw new CancellationException();
        };
        try (var _ = Scope.open(stop)) {
            var layer = new Linear(Tensor.zeros(DataType.BF16, 8, 8), null, DataType.F32);
            assertThatThrownBy(() -> layer.forward(Tensor.zeros(DataType.F32, 2, 8)))
                    .isInstanceOf(CancellationException.class);
        }
    }
}
