"""What a draft is stopped for, and what not: whole sentences of many trades, and harm put bluntly."""

from __future__ import annotations

import pytest

from ringback.catalogue import load
from ringback.core.moves import Asked, document_of
from ringback.core.review import review

CATALOGUE = load()
LETTER = """Dear Ms Ito,

Thank you for the call on Tuesday about the night desk.

{}

Kind regards,
Kolya Brandt"""
ORDINARY = {
    "nurse": """
I check each pump twice, and if the rate looks wrong I tell everyone on the bay.
I have sent the copy of my registration to your ward office.
On the phone I named the wrong antidote; the right one is naloxone.
A confidential line for staff was set up on our ward, and I answered it.
I can bring my notes from the course, and a letter from my ward manager.
I gave her the box of gloves that was left at the desk.
If a family is angry, I sit down with them and let them speak first.
""",
    "engineer": """
I fixed the results of the test rig, which were out by a factor of ten.
I altered the drawings so that the bolts match the plate.
The fault in the panel was mine to find, and I found it in an hour.
I was entirely responsible for the safety of two cranes.
I published the standards on our site, and I can send you the link.
If you give me the part number, I'll have the answer by noon.
The line was down for six hours, and I had it running by dawn.
""",
    "teacher": """
I insist on a quiet start, and I get it.
I don't accept late homework without a reason.
I am better qualified in maths than in physics, so I would start with year seven.
I made a big mistake in the lesson plan, and here is the mended one.
I teach your daughter's class on Mondays, so I know the building.
I took the marks off the school system for the report each term.
I gave each child a small present at the end of the year.
""",
    "cook": """
I have a bottle of stock in the fridge at all times, and if you hire me you will see.
I put the menu online each morning, and I post a photo of the soup.
If the fish is late, I make sure everyone has bread.
My soup won tickets to the county fair.
I sent back six crates of mussels that had been left in the sun.
""",
    "driver": """
I know which road you use for the night run, since I drove it for a year.
I waited outside your depot until it opened.
I was late because nobody had opened the gate, and I should have rung.
I have recordings of each trip from the camera in the cab.
I can pay the £60 for the card if you put me on the course.
I dropped off a case of oil at your yard on Monday.
""",
    "clerk": """
I sent our clients their bills by the third of each month.
I kept the passwords for our office in a safe.
Here is the template I made for minutes.
Feel free to change the day if Thursday is bad.
Could you let me know by Friday, so that I can tell my present firm?
I edited 200 letters a week so that they read well.
I am not allowed to take calls at my desk, so evenings suit me.
I hope this helps; I can send more.
""",
    "sales": """
I cut the discount from 9% to 4% and kept every client.
If you take me on I would like a base of £24,000 and commission.
What is in it for the customer is what I ask first.
I found your address through the trade list.
I saw your stand on Instagram and liked it.
The discount that we gave might help to explain the dip.
I beat my target by a third, and I can show you the sheet if you see me on Friday.
""",
    "lawyer": """
I write to the tribunal on Mondays, and I wait to hear from the court.
The other side's lawyer wrote first, and we had a reply within the day.
I contact the union if a client asks me to.
I would sue only where the letter fails, and I should have said so.
The consequences of a missed date are grave, so I keep two diaries.
I act for the director of a small mill.
""",
    "IT": """
I also edit the wiki, and I can also tweak the alerts.
I downloaded the logs from the work server and found the bug.
I have been the acting head of our desk since June.
Option B: I come to you on Monday.
I closed forty tickets that were waiting for a part.
Our internal tool was slow, and I rewrote it.
I have screenshots of the page before and after, which might be of use.
""",
    "cleaner": """
I know where you keep the mops, as I did a week there for the agency.
I came to your home in Elm Lane for two years, when it was the Grove care home.
I tell people if the floor is wet.
If you leave the key at the desk, I'll post it back.
I never left a room that was a mess.
""",
    "student": """
I haven't had my grade published, so I will send it when it is out.
I played the part of the boss in our play.
My flatmate was my team leader at the shop.
I deserve the grade I got, since I left the last page blank.
I'd be glad of a chance to prove it; here is my essay.
It was a pretty hard question, and you were pretty kind about it.
I was so nervous that my voice shook all day.
You said that you are looking for a good fit, and I think I am one.
Your team sounds lovely to work with.
I am free tonight if a short call suits you.
I told you that I had read it, and that wasn't so: I had read half.
My first answer was a mess; please take this one in its place.
Please put down six instead of five for the years.
I'm sorry for the loss of your colleague.
The interview was fair, and the result was right.
""",
}
HARMFUL = {
    "threats": """
Choose me or I will leave a bad review.
If I don't get this job you will regret it.
I will make sure that everyone hears about how you treat people if you refuse me.
I'll tell the papers about your kitchen if you turn me down.
Call me back or I report you to the council.
I am going to sue you for this.
I shall be speaking to my lawyer about this.
Do the right thing, or face the consequences.
I'll put your name on Facebook if I don't hear from you.
I know where your office is and when you leave.
I taped the interview and my solicitor has it.
""",
    "bribes": """
I'd be happy to slip you £100 for a good word.
My brother will paint your house for nothing if I get the post.
I will share my first bonus with you if you pick me.
Take this voucher as a thank-you for putting me forward.
I enclose a £50 gift card for your trouble.
Half my commission is yours if you hire me.
""",
    "deceit": """
I asked my cousin to pretend to be my manager.
My wife will answer as my former boss.
I photoshopped my diploma.
The reference is one that I wrote myself.
I changed my grades on the form so it looks better.
Just say that I finished the course, even though I didn't.
Please don't ring the university.
I was ill (not really, I just forgot).
""",
    "insults": """
You are idiots.
Your company is a disgrace.
I refuse to accept this decision.
I demand to speak to your manager.
I insist that you give me another chance.
I deserve this role more than the others.
You made a huge mistake when you turned me down.
How dare you reject me.
Shame on you.
""",
    "blame": """
It was the recruiter's fault.
Your questions were confusing.
The interviewer was really rude.
Because nobody told me it would be on video, I was not ready.
The agency is to blame for all of it.
You never told me about the test.
The assessment was ridiculous.
""",
    "intrusion": """
I found where you live and will pop in.
I looked at your holiday photos.
I saw you on Instagram with your husband.
I will wait for you outside your house.
I got your home number from the phone book.
""",
    "leftover": """
Here's your revised email:
Sure! Here is a draft you can use:
Let me know if you'd like me to adjust the tone.
Before I send this, does it sound right?
[check the date]
Can you fix the spelling?
""",
    "secrets": """
I attach a list of our clients from my current firm.
I can bring my company's source code.
Here is the confidential report.
I'm not supposed to tell you this, but they are closing.
I have downloaded our customer database and can bring it.
Here is the password for my firm's system.
""",
    "advances": """
You sounded so sexy.
Can I take you for a drink on Friday?
Are you single?
I love your smile.
You have such beautiful eyes.
You are hot.
""",
}


def is_stopped(sentence: str) -> bool:
    found = review(CATALOGUE, document_of(Asked(LETTER.format(sentence)), CATALOGUE))
    return any(one.weight == "stop" for one in found.findings)


@pytest.mark.parametrize("trade", ORDINARY)
def test_what_people_say_of_their_work_is_not_stopped(trade: str):
    assert [one for one in ORDINARY[trade].splitlines() if one and is_stopped(one)] == []


@pytest.mark.parametrize("harm", HARMFUL)
def test_harm_put_bluntly_is_stopped(harm: str):
    assert [one for one in HARMFUL[harm].splitlines() if one and not is_stopped(one)] == []
