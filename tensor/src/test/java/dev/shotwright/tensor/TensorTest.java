package dev.shotwright.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.shotwright.vocabulary.ShotwrightException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init")
class TensorTest {
    private Scope scope;

    @BeforeEach
    void open() {
        scope = Scope.open();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void shapes_that_do_not_fit_are_named_with_their_operation() {
        var x = Tensor.zeros(DataType.F32, 2, 3);
        assertThatThrownBy(() -> x.matmul(Tensor.zeros(DataType.F32, 4, 5)))
                .isInstanceOf(ShotwrightException.class)
                .hasMessageContaining("matmul of f32 (2, 3) with f32 (4, 5)")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> x.reshape(4, 2)).hasMessageContaining("reshape to [4, 2] of f32 (2, 3)");
        assertThatThrownBy(() -> x.add(Tensor.zeros(DataType.F32, 2)))
                .hasMessageContaining("add of f32 (2, 3) with f32 (2)");
        assertThatThrownBy(() -> Tensor.cat(0, x, Tensor.zeros(DataType.F32, 2, 4)))
                .hasMessageContaining("cat of");
        assertThatThrownBy(() -> x.size(2)).hasMessageContaining("no dimension 2");
        assertThatThrownBy(() -> Tensor.of(new float[5], 2, 3))
                .hasMessageContaining("5 values do not fill the shape [2, 3]");
    }

    @Test
    void values_go_in_and_come_out_in_order() {
        var x = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
        assertThat(x.transpose(0, 1).floats()).containsExactly(1, 4, 2, 5, 3, 6);
        assertThat(x.every(1, 0, 2).floats()).containsExactly(1, 3, 4, 6);
        assertThat(x.narrow(1, 1, 2).floats()).containsExactly(2, 3, 5, 6);
        assertThat(x.select(0, 1).longs()).containsExactly(4, 5, 6);
        assertThat(x.repeatInterleave(0, 2).floats()).containsExactly(1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6);
        assertThat(x.pad(0, 1, 0).floats()).containsExactly(0, 1, 2, 3, 0, 4, 5, 6);
        assertThat(x.mean(-1).floats()).containsExactly(2, 5);
        assertThat(x.sum().item()).isEqualTo(21);
    }

    @Test
    void every_type_keeps_what_it_can_hold() {
        for (var type : DataType.values()) {
            var x = Tensor.of(new float[] {0, 1}, 2).to(type);
            assertThat(x.type()).isEqualTo(type);
            assertThat(x.bytes()).hasSize(2 * type.bytes());
            assertThat(x.doubles()).containsExactly(0, 1);
        }
    }

    @Test
    void memory_is_viewed_without_a_copy() {
        try (var arena = Arena.ofConfined()) {
            var memory = arena.allocate(ValueLayout.JAVA_FLOAT, 6);
            var x = Tensor.over(memory, DataType.F32, 2, 3);
            memory.setAtIndex(ValueLayout.JAVA_FLOAT, 4, 7f);
            assertThat(x.select(0, 1).floats()).containsExactly(0, 7, 0);
            x.close();
        }
    }

    @Test
    void attention_is_a_softmax_of_scaled_products() {
        try (var random = RandomStream.of(1)) {
            var q = random.normal(2, 3, 5, 4);
            var k = random.normal(2, 3, 7, 4);
            var v = random.normal(2, 3, 7, 4);
            var mask = random.normal(1, 3, 5, 7);
            var expected =
                    q.matmul(k.transpose(2, 3)).mul(0.5).add(mask).softmax(-1).matmul(v);
            assertThat(q.attention(k, v, mask, 0.5)
                            .sub(expected)
                            .abs()
                            .largest()
                            .item())
                    .isLessThan(1e-5);
        }
    }

    @Test
    void norms_are_what_their_formulas_say() {
        var x = Tensor.of(new float[] {1, 2, 3, 4}, 1, 4);
        assertThat(x.rmsNorm(null, 0).floats()[3]).isCloseTo((float) (4 / Math.sqrt(7.5)), within(1e-6f));
        var weight = Tensor.of(new float[] {1, 1, 1, 3}, 4);
        assertThat(x.copy().rmsNormInPlace(weight, 0.5).floats()[3])
                .isCloseTo(x.rmsNorm(weight, 0.5).floats()[3], within(1e-6f));
        assertThat(x.layerNorm(null, null, 0).floats()[3]).isCloseTo((float) (1.5 / Math.sqrt(1.25)), within(1e-6f));
    }

    @Test
    void products_can_be_written_into_a_view_with_gaps() {
        var all = Tensor.zeros(DataType.F32, 2, 5);
        var x = Tensor.of(new float[] {1, 2, 3, 4}, 2, 2);
        var w = Tensor.of(new float[] {1, 0, 0, 1}, 2, 2);
        all.narrow(1, 2, 2).setToProduct(Tensor.of(new float[] {10, 20}, 2), x, w);
        assertThat(all.floats()).containsExactly(0, 0, 11, 22, 0, 0, 0, 13, 24, 0);
    }

    @Test
    void a_seed_gives_the_numbers_of_torch() {
        try (var random = RandomStream.of(0)) {
            // torch.manual_seed(0); torch.randn(4): 1.5410, -0.2934, -2.1788, 0.5684
            assertThat(random.normal(4).floats()[0]).isCloseTo(1.5410f, within(1e-4f));
        }
    }
}
