# make            builds everything and returns (no tests)
# make test       installs what the tests need where it may, and runs all of them
# make testbed    builds all of the Kubernetes test bed, Kueue too, for which make test has no time (needs Go)
# make images     builds the container images as tars in target/images, over a registry's JRE image; ARGS="--help" for more
# make demo       builds if a source is newer than the build, then runs the demo; DATA=dir takes the Alibaba GPU trace in that folder instead of the embedded city
# make bench      runs the experiments on the traces in ../shared, each beside its comparator; ARGS="60 D" for a part of them
# make bench-loop measures the planning loop
# make demo-kubernetes  a planner, an agent and a real Kubernetes control plane with 200 fake nodes of three vendors (needs Go)
# make bench-kubernetes measures the agent on 2,000 of them
# make bench-api  submits 50 jobs a second for ten minutes while 10,000 are active; ARGS="--seconds 60" for less
# make test-api   sends 20,000 requests of Schemathesis to every endpoint
# make chaos      breaks things on purpose and checks that the loop survives
# make format     formats the Java sources
# make clean      removes what was built

SHELL := /bin/bash
.DEFAULT_GOAL := build

STAMP := target/built
MAIN_SOURCES := $(wildcard pom.xml */pom.xml planner/*/pom.xml) \
    $(wildcard web-ui/package*.json web-ui/index.html web-ui/vite.config.ts web-ui/tsconfig.json web-ui/.npmrc) \
    $(shell find planner/*/src/main cluster-agent/src/main images/src/main web-ui/src web-ui/public web-ui/scripts 2>/dev/null)
JARS := planner/server/target/exaplan-server-exec.jar cluster-agent/target/exaplan-agent.jar

# Maven on JDK 25 (found by bin/jdk25) also checks the format. Warnings are shown: they break the build.
MAVEN = JAVA_HOME=$$(bin/jdk25) && export JAVA_HOME && \
    MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED $$MAVEN_OPTS" mvn -B -ntp
QUIET = -Dorg.slf4j.simpleLogger.defaultLogLevel=warn

# A jar removed by hand is built anew.
ifneq ($(words $(wildcard $(JARS))),$(words $(JARS)))
.PHONY: $(STAMP)
endif

.PHONY: build test testbed images demo demo-kubernetes bench bench-loop bench-kubernetes bench-api test-api chaos format clean

build: $(STAMP)

$(STAMP): $(MAIN_SOURCES)
	@echo "Building Exaplan ..."
	@$(MAVEN) $(QUIET) -DskipTests -Dmaven.test.skip=true package
	@mkdir -p $(@D) && touch $@
	@echo "Built. Start it with bin/exaplan, or see it at work with make demo."

# Two modules at a time: the page's tests and the agent's on a real control plane wait more than they work.
test:
	@bin/test-tools
	@$(MAVEN) -T 2 verify
	@mkdir -p $(dir $(STAMP)) && touch $(STAMP)

testbed:
	@cluster-agent/testbed/kubernetes/build all

images: $(STAMP)
	@bin/images $(or $(ARGS),--tars target/images)

demo: $(STAMP)
	@exec bin/exaplan demo $(if $(DATA),--data "$(DATA)")

demo-kubernetes: $(STAMP)
	@exec bin/benchmark KubernetesDemo $(ARGS)

bench: $(STAMP)
	@bin/benchmark Bench $(ARGS)

bench-loop: $(STAMP)
	@bin/benchmark LoopBenchmark $(ARGS)

bench-kubernetes: $(STAMP)
	@bin/benchmark KubernetesBenchmark $(ARGS)

bench-api: $(STAMP)
	@bin/benchmark ApiBenchmark $(ARGS)

test-api:
	@$(MAVEN) -pl planner/server -am -Dtest=SchemathesisTest -Dsurefire.failIfNoSpecifiedTests=false \
	    -Dpage.tests.skip=true -Dexaplan.schemathesis.requests=20000 test

chaos: $(STAMP)
	@bin/benchmark Chaos $(ARGS)

format:
	@$(MAVEN) $(QUIET) spotless:apply

clean:
	@rm -rf target */target planner/*/target web-ui/dist
