package dev.shotwright.server;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A test class whose constructor is given a {@link Stage} of its own and a {@link FakeWorker} on it, closed after its last test. */
@ExtendWith(Staged.Props.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Staged {

    /** Hands out what a constructor asks for. */
    final class Props implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            var type = parameter.getParameter().getType();
            return type == Stage.class || type == FakeWorker.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            var store =
                    context.getStore(ExtensionContext.Namespace.create(Props.class, context.getRequiredTestClass()));
            var stage = store.computeIfAbsent(Stage.class, _ -> Stage.open(), Stage.class);
            return parameter.getParameter().getType() == Stage.class
                    ? stage
                    : store.computeIfAbsent(FakeWorker.class, _ -> stage.worker(), FakeWorker.class);
        }
    }
}
