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

class LinearTest {

    @Test
    void a_weight_of_another_type_is_converted_in_tiles_without_a_difference() {
        try (var _ = Scope.open();
                var random = RandomStream.of(3)) {
            var w = random.normal(3001, 1500).to(DataType.BF16); // three tiles, the last one smaller
            var b = random.normal(3001);
            var x = random.normal(2, 5, 1500);
            var expected = x.linear(w.to(DataType.F32), b);
            var y = new Linear(w, b, DataType.F32).forward(x);
            assertThat(y.shape()).containsExactly(2, 5, 3001);
            assertThat(y.sub(expected).abs().largest().item()).isLessThan(1e-3);
            var unbiased = new Linear(w, null, DataType.F32).forward(x);
            assertThat(unbiased.add(b).sub(expected).abs().largest().item()).isLessThan(1e-3);
        }
    }

    @Test
    void long_inputs_are_cut_over_their_rows_without_a_difference() {
        try (var random = RandomStream.of(4)) {
            var pauses = new AtomicInteger();
            try (var _ = Scope.open(pauses::incrementAndGet)) {
                var w = random.normal(2048, 1024);
                var b = random.normal(2048);
                var x = random.normal(6001, 1024); // 25 GFLOP
                var expected = x.linear(w, b);
                assertThat(new Linear(w, b, DataType.F32)
                                .forward(x)
                                .sub(expected)
                                .abs()
                                .largest()
                                .item())
                        .isLessThan(1e-3);
                assertThat(pauses.get()).isGreaterThan(1);
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
