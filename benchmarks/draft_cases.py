# ruff: noqa: INP001 (run by path)
"""Invented cases for the drafts: people, jobs and clauses of every kind of fact, put together by chance."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from ringback.core.facts import Fact
from ringback.core.verdict import Standing
from ringback.core.wording import Particulars

EVENTS = """my mind went blank
I lost the thread halfway through
I talked for far too long about the first thing that came up
I gave two answers to one question
I mixed up the two sites we run
I couldn't think of a single example
I asked nothing at the end
I said the figure was forty when it was fourteen
I talked over the manager twice
I went quiet for what felt like a minute
I started three sentences and finished none
I answered a question that hadn't been asked
I forgot the name of the system we used for six years
I read my notes out word for word
I gave the theory and left out what I'd done
I jumped from one job to another and back
I couldn't explain why I'd left the depot
I got the order of the steps the wrong way round
I kept to yes and no
I rushed through the part that mattered
I named the wrong regulation
I said I'd never used the tool, which was half the story
I described the problem and never got to the repair
I took a guess at the dosage chart
I repeated the same story for a second question
I told them about the team and not about my part in it
I undersold the warehouse move
I went off into detail about the invoices
I laughed at the wrong moment
I stopped in the middle of the budget example
I left out the safety audit altogether
I gave a short answer where a long one was wanted
it took me three tries to explain the rota""".splitlines()
UNHAPPY = """I wasn't happy with how I did
I came away dissatisfied with my answers
I'm not pleased with what I gave them
I was disappointed with my part in it
I didn't do myself justice
I wasn't satisfied with a single answer
I was unhappy with the way I put things
I can't say I was content with it""".splitlines()
STANDARDS = """it was a long way below what I usually manage
it was nothing like me
that was well short of my normal standard
it was weaker than how I usually come across
it was out of character for me
I'm usually quick on questions like these
I normally prepare three examples and use them
I usually run these meetings myself
it was far worse than the one I did for the clinic
I know this work a great deal better than I let on
I know the rules on working at height by heart
I can do this job, and I've done it for nine years
I normally explain things to customers all day
it wasn't how I usually work
that isn't representative of what I do
it was poorer than any interview I've given before
I usually talk people through a plan without notes
it was below par even for a Monday
it was uncharacteristic
I've run a kitchen of eleven for four years
I know my way round a ledger
I've taught that very topic to two classes
it was under what I'd expect of a trainee
I generally give short answers with one example
it fell beneath the mark I set myself
I train new drivers on exactly that every month
it was not as good as my trial day at Corby
I usually keep calm when I'm asked something new
my normal answers have a number in them
I know how to rebuild a gearbox from the casing up""".splitlines()
REASONS = """I'd come straight off a night shift
I'd barely slept
I had taken the call in a stairwell
I thought we were going to talk about dates only
I had read up on the other vacancy
I'd had four interviews that day
I was going by an older version of the job description
I had my notes in another room
I'd just driven back from Leeds
I was still thinking about the question before
I took a question about method as one about results
I was waiting for a follow-up that didn't come
I'd learned my examples by heart and lost the first line
I was standing in a corridor between two meetings
I hadn't expected a technical part
I put the wrong folder on the table
I was trying to answer in the words of the advert
I was translating in my head
I misheard the first half of the question
I'd planned for an hour and had twenty minutes
I was pacing up and down and lost count
I was watching the clock
I had my diary open and not my CV
I'd moved house the day before
I had been on my feet since five
I was trying to be brief and cut the wrong half
I was too set on mentioning the award
I'd swapped shifts to make the call
I had only the screen of an old handset to read from
I was looking for a page I'd left at work""".splitlines()
EXPERIENCES = """I've only done one or two phone interviews, a good while back
it was my first phone interview since school
I hadn't been interviewed by phone before
the last phone interview I did was nine years ago
I've done two telephone interviews in my life
I'm more used to meetings across a table than to the phone
I'd only ever done one by phone before
all my interviews until now were in person
I had never given a presentation over the phone
my work so far came through people who knew me, so I've hardly done any
I got my last two jobs without a phone interview
I've had three interviews in twenty years, none by phone
it was the first time I'd been assessed by telephone
I'd practised for a video call and not for the phone
in the army I never had to do one by phone
I did one phone screen, in the spring, for a temp job
I'd had no phone interview since my apprenticeship
I'm new to being interviewed by phone
I'd talked to customers by phone, never to an interviewer
I had one telephone interview in college
the only one I'd had by phone was for a summer job
I'm used to trial shifts and not to phone interviews
most of my interviews were walks round the site, never a phone call
my phone interviews can be counted on one hand
I've worked for one firm since I was nineteen, so phone interviews are new to me
I did my last phone interview before my daughter's school existed
I'd only been interviewed by phone in Portuguese
I had done no phone interview for a job of this size
until last week every interview I'd had by phone was ten minutes long
I came to the trade by word of mouth and have done two phone interviews""".splitlines()
PRACTICE = """since then I've done four mock interviews by phone
I've since practised the hard ones aloud with a colleague
I've rehearsed my answers by phone with my old foreman
I've gone over every question with a stopwatch
I've had two coaching calls since
I've practised on the phone with a friend who hires people
I've worked through thirty questions out loud since then
I've recorded myself and rehearsed the opening
I've done a mock interview with the job club
I've since rehearsed with three different people""".splitlines()
PREFERENCES = """I'm far better face to face, when I can show people something
I prefer to talk to people in person
I do better in a room, with something to point at
I'm at my best when I can present a plan
I come across better in person
I prefer meeting people to ringing them
I'm better on my feet, showing how it's done
I like presenting to people who can ask back
I work best face to face
I prefer talking to people directly
I'm more myself in person
I'm happier across a table, with the drawings between us
I interview better in person
I'm better when I'm in front of a class
I explain things best when I can show them
I prefer to meet people and look at the work together
I'm good at presenting to a group
I'm stronger in the room than on paper
I perform better in person
I'm at my best showing people round
I'm better at a bench than at a distance, showing the piece itself
I prefer showing my work directly
I'm more at ease in person
I like explaining things face to face
I'm used to presenting in front of clients
I express myself better face to face
I communicate best in a room with people
teaching in person is what I do best
I'm better in a workshop, where I can show it
presenting is what I do best""".splitlines()
INTERESTS = """I really want this job
I'm still keen on this role
I'd love to do this work
I'm very interested in the post
I want this job more than the one I have
I still want to work with this team
I'm excited about the role
I'd like this position very much
it's the job I've wanted since college
I'm keen on the work itself""".splitlines()
TRADES = """stock planner|stock counts|we count the fast movers every Friday and the rest by the quarter|a one-page summary of the count at Tarn Street
night porter|a guest who won't leave|I'd sit down, ask what's wrong, and ring the duty manager before I raise my voice|the log I kept for three winters
paramedic|a handover that went badly|I give age, time, cause, signs and treatment in that order, every time|a blank handover sheet I drew up for the crew
data analyst|missing values|I look at why they're missing before I fill anything, and I report both results|a notebook on the bus delays in Cork
bricklayer|a wall out of true|I'd take it down to the last good course, because packing it shows within a year|photographs of the garden wall at Aske Hall
nursery teacher|a child who bites|I keep them close, name what they wanted, and tell both parents the same day|my plan for the first week of term
bus driver|an angry passenger|I stop, open the doors and wait, and I don't argue with the bus moving|a letter from the depot about my route
translator|a legal term with no match|I keep the source word, explain it once in a note, and use it the same way throughout|two pages of a lease in both languages
pastry chef|a dough that won't rise|I check the water first, then the flour, and I never add yeast to save time|the costing for the spring menu
site manager|a late concrete delivery|I move the steel crew to the next bay and ring the plant for the actual time|the four-week plan from the school in Ely
accountant|accruals|I book them from the delivery notes and reverse them on the first of the month|a worked month-end with the names taken out
librarian|a book that parents want removed|I follow the written policy, reply within a week, and keep it on the shelf till then|the reading list I made with year nine
welder|porosity|I clean back to bright metal, check the gas, and weld a test piece before I go on|a cut and etched test piece
call handler|a caller who can't say where they are|I ask what they can see and hear, and which bus they came on|the prompt card I wrote for new starters
lab technician|a failed control|I stop the run, repeat the control alone, and only then look at the samples|the log of the March recalibration
gardener|box blight|I cut out to clean wood, burn it, and replant with yew|a planting plan for a north wall
software tester|a bug nobody can reproduce|I write down the exact state, halve it, and go on halving until it breaks|the shortest report I've ever filed
carer|a refused meal|I leave it, come back in twenty minutes, and offer half|the day sheet I redesigned for our round
estate agent|a sale that fell through|I ring both sides the same hour and ask what would have kept them in|a week of my viewing notes
museum guide|a bored school group|I put an object in somebody's hand and ask what it's for|the trail I wrote for the coin room
electrician|an intermittent fault|I test at the far end first and note the weather|my drawing of the barn circuit
payroll clerk|an overpayment|I tell the person before I correct it and agree how it's paid back|a one-page guide to our cut-off dates
ranger|a dog off the lead|I ask what it's called, then show the owner the nests|the count from the east marsh
dispatcher|two calls for one van|I send it to the nearer one and ring the other with a time I can keep|the board I use for a Friday
optician|a patient who can't choose a lens|I show two, never four, and let them walk about|three case notes with the names removed
fundraiser|a donor who stopped giving|I write to thank them for what they gave and ask for nothing|the letter that went to the lapsed list
joiner|a door that sticks|I find out when it sticks before I plane anything|the dovetailed box I made for my final piece
editor|a late manuscript|I ask for the half that's ready and start on that|a page of my mark-up
farm manager|a wet harvest|I cut the barley first and dry it at night when the power's cheap|the drying costs for three autumns
receptionist|two people booked at one time|I own up, seat both, and find out whose visit can move|the booking rules I rewrote
driving instructor|a pupil who freezes|I have them stop, say what they see, and start again from the kerb|a lesson plan for roundabouts
quantity surveyor|a disputed variation|I price it from the drawings as they were and put both sums side by side|the variation log from the mill job""".splitlines()
LIKED = """I liked hearing about the new depot
I enjoyed the part about training your own people
I liked how plainly you described the first week
I enjoyed talking about the old machines
I liked your answer on night cover
I really enjoyed hearing how the team splits the rota
I loved the story about the flood
I liked that you start with a trial day
I enjoyed hearing about the allotment project
I liked your view on paperwork
I enjoyed the talk about apprentices
I liked hearing that the garden is open to schools""".splitlines()
SAID = """I said I still worked at the nursery|my job there ended in January
I told them I had a degree|I left after the second year
I said I'd led the audit|I was one of four on it, and Ana led it
I told them my notice was two weeks|it's two months
I said I'd used the new system for three years|I've used it since last spring
I told them I spoke Polish|I follow it, and speak very little
I said the team was twelve people|there were seven of us
I told them I had the licence|I've passed the theory and not the road test
I said my pay was thirty-four thousand|it's thirty-one
I told them I'd been with the firm until June|I left in March
I said the project came in under budget|it ran four per cent over
I told them nobody had complained|there was one complaint, and it was settled""".splitlines()
WITHDREW = """I withdrew my application on Saturday
I stepped back from the process in May
I cancelled the second interview
I pulled out after the call
I turned the invitation down last month
I called off the visit""".splitlines()
SINCE = """I've since found out that the commute is short
I have since talked to my family about the hours
I've since heard from a colleague how the place is run
I have since finished the course I was worried about""".splitlines()
NAMES = "Jo Marsh|Ruth Adeyemi|Piotr Lasek|Aoife Byrne|Sam Okafor|Lin Wei|Marta Sousa|Dev Patel".split("|")
READERS = "Dana Whitlock|Mr Hale|Tom Brand|Dr Ngata|Elin Roberts|Ms Ferreira|Ravi Menon".split("|")
EMPLOYERS = "Harrow & Pell|Lowmoor Trust|Tarn Street Works|Ostrava Foods|Kestrel Buses|Ely Academies".split("|")
DAYS = ("on Tuesday", "last week", "yesterday", "on 3 March", None)


@dataclass(frozen=True)
class Case:
    """One invented case: where it stands, what is known, and how it is to be put."""

    stands: Standing
    facts: tuple[Fact, ...]
    particulars: Particulars


def _facts(chance: random.Random, trade: list[str], standing: Standing) -> Iterator[tuple[str, str, str]]:
    """Kind, text and source of a case's facts; each kind may be missing, and mostly some are."""
    often = chance.choice((0.25, 0.6, 0.9))
    pools = (
        ("event", EVENTS),
        ("event", UNHAPPY),
        ("standard", STANDARDS),
        ("standard", STANDARDS),
        ("reason", REASONS),
        ("experience", EXPERIENCES),
        ("experience", PRACTICE),
        ("preference", PREFERENCES),
        ("preference", INTERESTS),
        ("event", LIKED),
        ("reason", SINCE),
    )
    for kind, pool in pools:
        if chance.random() < often * (0.5 if pool in (UNHAPPY, PRACTICE, SINCE) else 1):
            yield kind, chance.choice(pool), "account"
    if chance.random() < often:
        yield "answer", trade[2], "answer"
    if chance.random() < often:
        yield "proof", f"{('I have ', 'I can bring ', '')[len(trade[3]) % 3]}{trade[3]}", "account"
    if standing.concern == "integrity":
        said, truth = chance.choice(SAID).split("|")
        yield "event", said, "said"
        yield "answer", truth, "truth"
    if standing.status == "withdrawn":
        yield "event", chance.choice(WITHDREW), "withdrew"


def drawn(number: int, chance: random.Random) -> Case:
    """One case by chance; `number` is its key."""
    concern = chance.choices(("competence", "integrity", "conduct", "logistics"), (6, 2, 1, 1))[0]
    stands = Standing(
        status=chance.choices(("advanced", "awaiting_result", "rejected", "withdrawn"), (5, 4, 1, 1))[0],
        stage=chance.choice(("recruiter_screen", "hiring_manager_screen", "technical_screen", "unknown")),
        rule=chance.choice(("hit_or_miss", "progressive_elimination", "cumulative", "mixed", "unknown")),
        next_stage=chance.choice(("in_person", "phone", "video", "unknown")),
        noticed=chance.choice(("likely", "unlikely", "unknown")),
        usual=chance.choice(("better", "first", "same", "unknown")),
        concern=concern,
        damage=chance.choice(("none", "slight", "serious", "unknown")),
        mistakes=("dishonest_answer",) if concern == "integrity" else (),
        door=chance.choices(("unknown", "left_open", "reopenable"), (6, 1, 1))[0],
        assessed=chance.choices(("unknown", "no"), (9, 1))[0],
        known_answer=chance.choice(("yes", "unknown")),
        went_well=chance.random() < 0.3,
    )
    trade = chance.choice(TRADES).split("|")
    rows = list(_facts(chance, trade, stands))
    facts = tuple(
        Fact(n, kind, text, "told", True, text, source, 0, len(text))
        for n, (kind, text, source) in enumerate(rows, 1)
    )
    maybe = chance.random
    particulars = Particulars(
        me=chance.choice(NAMES),
        addressee=chance.choice(READERS) if maybe() < 0.8 else None,
        employer=chance.choice(EMPLOYERS) if maybe() < 0.7 else None,
        role=trade[0] if maybe() < 0.8 else None,
        next_stage=stands.next_stage,
        channel=chance.choices(("phone", "video", "unknown"), (8, 1, 1))[0],
        call_day=chance.choice(DAYS),
        asked=trade[1] if maybe() < 0.5 else None,
        concern=concern,
        noticed=stands.noticed,
        locale=chance.choice(("en-GB", "en-US")),
        tone=chance.choice(("plain", "warm", "formal")),
        greeting=chance.choice((None, None, "Hi", "Dear", "Good morning")),
        key=f"case {number}",
    )
    return Case(stands, facts, particulars)
