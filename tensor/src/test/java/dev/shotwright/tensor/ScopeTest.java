package dev.shotwright.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

class ScopeTest {

    @Test
    void what_a_scope_made_is_freed_with_it() {
        Tensor inside;
        try (var _ = Scope.open()) {
            inside = Tensor.zeros(DataType.F32, 2, 3);
        }
        assertThatThrownBy(() -> inside.add(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("f32 (2, 3)");
    }

    @Test
    void tidying_keeps_the_result_alone() {
        try (var scope = Scope.open()) {
            var x = Tensor.full(2, DataType.F32, 4);
            var y = Scope.tidy(() -> x.add(1).mul(2).add(1));
            assertThat(y.floats()).containsOnly(7);
            assertThat(scope.size()).isEqualTo(2);
        }
    }

    @Test
    void tidying_leaves_a_result_of_an_outer_scope_where_it_is() {
        try (var scope = Scope.open()) {
            var x = Tensor.full(2, DataType.F32, 4);
            assertThat(Scope.tidy(() -> x)).isSameAs(x);
            assertThat(scope.size()).isEqualTo(1);
            assertThat(x.floats()).containsOnly(2);
        }
    }

    @Test
    void a_tensor_can_be_moved_out_of_a_scope_and_outlive_it() {
        try (var cache = Scope.detached()) {
            Tensor kept;
            try (var _ = Scope.open()) {
                kept = cache.keep(Tensor.full(5, DataType.F32, 3));
            }
            try (var _ = Scope.open()) {
                assertThat(kept.floats()).containsOnly(5);
            }
        }
    }

    @Test
    void what_is_made_within_a_detached_scope_lives_as_long_as_it() {
        try (var model = Scope.detached()) {
            var weight = model.within(() -> Tensor.full(3, DataType.F32, 2).add(1));
            assertThat(model.size()).isEqualTo(2);
            try (var _ = Scope.open()) {
                assertThat(weight.floats()).containsOnly(4);
            }
        }
    }

    @Test
    void no_tensor_is_made_without_a_scope() {
        assertThatThrownBy(() -> Tensor.zeros(DataType.F32, 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_scope_that_is_not_the_innermost_does_not_close() {
        try (var outer = Scope.open()) {
            try (var _ = Scope.open()) {
                assertThatThrownBy(outer::close).isInstanceOf(IllegalStateException.class);
            }
        }
    }

    @Test
    void a_pause_reaches_through_inner_scopes_and_may_end_the_work() {
        Runnable stop = () -> {
            throw new CancellationException();
        };
        try (var _ = Scope.open(stop)) {
            assertThatThrownBy(() -> Scope.run(Scope::pause)).isInstanceOf(CancellationException.class);
        }
        try (var _ = Scope.open()) {
            Scope.pause();
        }
    }

    @Test
    void a_thousand_steps_leave_no_native_bytes_behind() {
        try (var _ = Scope.open()) {
            var weight = Tensor.full(0.01, DataType.F32, 64, 64);
            var x = Tensor.full(1, DataType.F32, 256, 64);
            work(weight, x, 20);
            long bytes = NativeMemory.used();
            long objects = Pointer.totalCount();
            work(weight, x, 1000);
            assertThat(Pointer.totalCount()).isLessThanOrEqualTo(objects);
            assertThat(NativeMemory.used() - bytes).isLessThan(1000 * 256 * 64 * 4 / 2); // half of one tensor a step
        }
    }

    private static void work(Tensor weight, Tensor x, int steps) {
        for (int i = 0; i < steps; i++) {
            Scope.run(() -> {
                var y = x.linear(weight, null).geluTanh().layerNorm(null, null, 1e-6);
                var z = Tensor.cat(1, y, x).narrow(1, 0, 64).softmax(-1);
                y.addInPlace(z)
                        .clamp(0, 1)
                        .to(DataType.BF16)
                        .reshape(16, 16, 64)
                        .mean(-1)
                        .floats();
            });
        }
    }
}
