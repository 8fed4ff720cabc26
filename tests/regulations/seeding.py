"""The seed of sampled tests: random in each run, printed with every test, repeated with ZUGONG_SEED."""

from __future__ import annotations

import os
import random


SEED = int(os.environ.get("ZUGONG_SEED") or random.SystemRandom().randrange(10**6))
