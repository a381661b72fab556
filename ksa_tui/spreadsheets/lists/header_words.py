"""The words by which columns are known, in Swedish and English, as :func:`headers.key` leaves them.

å, ä and ö are written a, a, o; hyphens and slashes are blanks. Where two columns are known as the same field
the one whose word stands first here is taken.
"""

from __future__ import annotations

from typing import Final

from ksa_tui.domain.importing import Field

EXACT: Final = {
    Field.NAME: """
        informationsmangd, informationsmangder, vilken information, hanterad information,
        information som hanteras, namn pa informationsmangd, informationstillgang,
        informationstillgangar, informationstyp, informationstyper, informationsslag,
        informationsobjekt, informationsresurs, informationsgrupp, handlingstyp, handlingstyper,
        handlingsslag, handlingsslag typ, handling, handlingar, typ av handling, typ av
        information, dokumenttyp, information set, information asset, information assets,
        information type, information object, data asset, data set, dataset, record type, record
        series, asset name, asset, assets, tillgang, klassningsobjekt, mangd, benamning,
        information, informationen, namn, name, titel, title
    """,
    Field.DESCRIPTION: """
        beskrivning, informationsbeskrivning, beskrivning av informationen, forklaring,
        innehall, omfattning, description, content, contents, explanation
    """,
    Field.NOTE: """
        anmarkning, anmarkningar, anm, kommentar, kommentarer, notering, noteringar, anteckning,
        anteckningar, ovrigt, ovrig information, obs, process, huvudprocess, delprocess,
        processnamn, aktivitet, kategori, verksamhetsomrade, omrade, amnesomrade, arendetyp,
        note, notes, comment, comments, remark, remarks, category
    """,
    Field.LAW: """
        sekretess, lagrum, sekretess lagrum, lagrum sekretess, osl, sekretess osl, sekretess
        enligt osl, sekretessbestammelse, sekretessbestammelser, sekretessgrund, lagstod,
        lagkrav, lagar, lag, lagar och krav, rattsligt stod, rattslig grund, legala krav,
        regelverk, forfattning, forfattningsstod, legal basis, legal bases, law, laws, secrecy,
        statute, legal requirements
    """,
    Field.PERSONAL: """
        personuppgifter, personuppgift, innehaller personuppgifter, forekommer personuppgifter,
        pu, personuppgifter gdpr, gdpr, dataskydd, typ av personuppgifter, kategorier av
        personuppgifter, personal data, personal information, pii, contains personal data
    """,
    Field.SENSITIVE: """
        kansliga personuppgifter, kanslig personuppgift, kansliga uppgifter, kansliga pu,
        sarskilda kategorier av personuppgifter, sarskilda kategorier, artikel 9, art 9,
        sensitive personal data, special categories, special category data, sensitive data
    """,
    Field.SYSTEM: """
        system, systemet, it system, itsystem, verksamhetssystem, systemstod, it stod,
        systemnamn, namn pa system, applikation, applikationer, lagras i system, forvaras i
        system, kallsystem, systems, it systems, application, applications
    """,
    Field.DEPARTMENT: """
        forvaltning, ansvarig forvaltning, agande forvaltning, namnd, ansvarig namnd, namnd
        forvaltning, forvaltning namnd, verksamhet, enhet, avdelning, ansvarig enhet,
        organisation, sektor, department, committee, unit, business unit, division,
        organisational unit
    """,
    Field.OWNER: """
        informationsagare, agare, agare av informationen, informationsansvarig,
        information owner, owner, asset owner, data owner
    """,
    Field.MEDIUM: """
        medium, media, format, filformat, lagringsmedium, form, forvaring, forvaringsplats,
        lagringsplats, plats, storage, location, digitalt analogt, digital analog, papper
        digitalt
    """,
    Field.RETENTION: """
        bevaras gallras, bevara gallra, bevarande gallring, gallringsfrist, gallring, gallras,
        gallringsbeslut, gallringstid, gallringsrad, bevaras, bevarande, bevarandetid,
        lagringstid, arkivering, arkiveras, leverans till slutarkiv, leverans till arkiv,
        retention, retention period, disposal
    """,
    Field.NUMBER: """
        nr, nummer, no, num, id, lopnr, lopnummer, rad, radnr, punkt, beteckning, kod,
        klassificeringskod, klassificeringsnummer, processnummer, processnr, diarienummer, dnr,
        diarieplan, referens, ref, number, code, reference, #
    """,
    Field.EARLIER_LEVEL: """
        k, r, t, s, krt, k r t, konfidentialitet, riktighet, tillganglighet, sparbarhet, konf,
        rikt, tillg, spar, k varde, r varde, t varde, k niva, r niva, t niva, klassning,
        informationsklassning, klass, informationsklass, sakerhetsklass, sekretessklass,
        sekretessniva, sekretessgrad, skyddsklass, skyddsniva, skyddsbehov, konsekvensniva,
        sakerhetsniva, niva, confidentiality, integrity, availability, traceability,
        classification, security class, level, protection level, cia
    """,
}

PERHAPS_OWNER: Final = """
    ansvarig, ansvariga, ansvarig chef, ansvarig person, ansvarig roll, ansvarig funktion, ansvar,
    responsible, person responsible, responsible person, responsible manager
"""
"""Responsible, but not for what: kept in the note until somebody says that it is the information owner."""

STEMS: Final = {
    Field.SENSITIVE: """
        kansliga personuppgift, kanslig personuppgift, kansliga pu, sarskilda kategori,
        sensitive
    """,
    Field.PERSONAL: """
        personuppgift, personal data, pii
    """,
    Field.EARLIER_LEVEL: """
        konfidential, riktighet, tillganglighet, sparbarhet, klassning, informationsklass,
        skyddsniv
    """,
    Field.LAW: """
        sekretess, lagrum, lagstod, osl
    """,
    Field.RETENTION: """
        gallring, gallra, bevar, retention
    """,
    Field.OWNER: """
        informationsagar, informationsansvar, information owner, agare
    """,
    Field.DEPARTMENT: """
        forvaltning, namnd, department
    """,
    Field.SYSTEM: """
        system, applikation, it stod, application
    """,
    Field.MEDIUM: """
        medium, media, forvar, lagr, format
    """,
    Field.NOTE: """
        anmarkning, kommentar, notering, comment
    """,
    Field.DESCRIPTION: """
        beskrivning, description
    """,
    Field.NAME: """
        informationsmangd, informationstillgang, informationstyp, informationsobjekt,
        handlingstyp, handlingsslag, vilken information, hanterad information, information som,
        information asset, information set, benamning
    """,
}
"""Beginnings of words, tried in this order when no header is known as a whole."""

NAME_WORDS: Final = """
    handling, handlingar, mangd, mangder, asset, assets
"""
"""Whole words that tell of the name when nothing else in a header is known."""

BLOCKED: Final = """
    personuppgiftsansvar, personuppgiftsbitrad, pub, systemagar, systemforvalt, systemansvar,
    systemleverant, systemadmin, systemtyp, systemkategor, forvaltningsobjekt,
    forvaltningsledar, leverantor, version, supplier, vendor, administrator, kontaktperson,
    objektagar, processagar
"""
"""Words about something near: a column with one of these in its header is none of ours."""

GENERIC: Final = """
    namn, name, benamning, titel, title, beskrivning, typ, information, forekommer, ja nej,
    finns
"""
"""Words that say nothing without the header above them, where there are two header rows."""

WEAK_FIRST: Final = """
    ansvarig, typ, namn, name, benamning, information, organisation, enhet, form, plats, process
"""
"""Words that do not decide a longer header that begins with them."""


def split(words: str) -> tuple[str, ...]:
    """The phrases of one of the lists above."""
    return tuple(" ".join(phrase.split()) for phrase in words.split(","))
